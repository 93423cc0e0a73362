import { describe, expect, it, vi } from 'vitest'
import { answer, listen } from './ipc.ts'

type Listener = (event: never, ...args: unknown[]) => unknown

function ipcMain() {
  const registered = new Map<string, Listener>()
  const register = (channel: string, listener: Listener) => void registered.set(channel, listener)
  return { registered, ipcMain: { handle: register, on: register } as unknown as Electron.IpcMain }
}

const trusted = { senderFrame: { parent: null, url: 'app://pishkhan/', origin: 'app://pishkhan' } } as never
const stranger = { senderFrame: { parent: null, url: 'https://x/', origin: 'https://x' } } as never

describe('answer', () => {
  const setUp = () => {
    const { registered, ipcMain: main } = ipcMain()
    const handler = vi.fn(async () => ({ status: 'printed' }) as const)
    answer(
      main,
      'print:paper',
      (value) =>
        value === 'good' ? { kind: 'schedule', silent: false, printer: null, copies: 1, paper: 'A4' } : null,
      handler,
    )
    return { ask: registered.get('print:paper') as Listener, handler }
  }

  it('hands a checked request to the handler', async () => {
    const { ask, handler } = setUp()
    await expect(ask(trusted, 'good')).resolves.toEqual({ status: 'printed' })
    expect(handler).toHaveBeenCalledWith(
      { kind: 'schedule', silent: false, printer: null, copies: 1, paper: 'A4' },
      trusted,
    )
  })

  it('refuses a stranger and a request that does not fit, and does nothing', async () => {
    const { ask, handler } = setUp()
    await expect(ask(stranger, 'good')).rejects.toMatchObject({ code: 'untrusted_sender' })
    await expect(ask({ senderFrame: null } as never, 'good')).rejects.toMatchObject({
      code: 'untrusted_sender',
    })
    await expect(ask(trusted, 'bad')).rejects.toMatchObject({ code: 'malformed_request' })
    expect(handler).not.toHaveBeenCalled()
  })
})

describe('listen', () => {
  it('drops what a stranger says', () => {
    const { registered, ipcMain: main } = ipcMain()
    const handler = vi.fn()
    listen(main, 'core:connect', handler)
    registered.get('core:connect')?.(stranger)
    expect(handler).not.toHaveBeenCalled()
    registered.get('core:connect')?.(trusted)
    expect(handler).toHaveBeenCalledOnce()
  })
})
