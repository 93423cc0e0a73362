import { vi } from 'vitest'
import type { DesktopBridge } from '#shared/contract/channels.ts'

/**
 * As if in the desktop app, whose shell answers so: a double of the bridge, put where the preload script puts the real one. What it
 * is not given it declines. The core is the double that the test puts in its place. `leaveDesktop` takes it away.
 */
export function inDesktop(answers: Partial<DesktopBridge>): DesktopBridge {
  const cancelled = async () => ({ status: 'cancelled' as const })
  const bridge: DesktopBridge = {
    platform: 'linux',
    connectCore: () => {},
    onCoreState: () => () => {},
    print: vi.fn(cancelled),
    printers: vi.fn(async () => []),
    savePdf: vi.fn(cancelled),
    saveText: vi.fn(cancelled),
    saveBytes: vi.fn(cancelled),
    onMenu: () => () => {},
    setLanguage: () => {},
    tellMatter: () => {},
    onMatter: () => () => {},
    ...answers,
  }
  Object.defineProperty(window, 'pishkhan', { configurable: true, value: bridge })
  return bridge
}

export function leaveDesktop(): void {
  Reflect.deleteProperty(window, 'pishkhan')
}
