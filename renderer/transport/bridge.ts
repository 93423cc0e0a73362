import type { DesktopBridge } from '#shared/contract/channels.ts'

declare global {
  interface Window {
    /** There only in the desktop app, where the preload script put it. */
    readonly pishkhan?: DesktopBridge
  }
}

/** The desktop app's bridge, or undefined in a browser. */
export const desktop = (): DesktopBridge | undefined => window.pishkhan
