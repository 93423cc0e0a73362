import { ElectronDoubleError, strict } from './strict.ts'

type Listener = (event: object, ...args: unknown[]) => unknown

const listeners = new Map<string, Listener[]>()
const handlers = new Map<string, Listener>()

export const ipcMain = strict('ipcMain', {
  on(channel: string, listener: Listener) {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
    return ipcMain
  },
  off(channel: string, listener: Listener) {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter((other) => other !== listener),
    )
    return ipcMain
  },
  handle(channel: string, handler: Listener) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  },
  removeHandler(channel: string) {
    handlers.delete(channel)
  },
}) as unknown as Pick<Electron.IpcMain, 'on' | 'off' | 'handle' | 'removeHandler'>

/** A message from a page: `send` for the listeners, `invoke` for the one handler, whose answer goes back. */
export function receiveFromPage(
  kind: string,
  channel: string,
  args: readonly unknown[],
  event: object,
  answer: (ok: boolean, value: unknown) => void,
): void {
  if (kind === 'send') {
    for (const listener of listeners.get(channel) ?? [])
      listener(strict('IpcMainEvent', { ...event, ports: [] }), ...args)
    return
  }
  if (kind !== 'invoke') throw new ElectronDoubleError(`a page sent ${kind}`)
  const handler = handlers.get(channel)
  const fail = (error: unknown) => answer(false, `Error invoking remote method '${channel}': ${error}`)
  if (handler === undefined) {
    fail(new Error(`No handler registered for '${channel}'`))
    return
  }
  Promise.try(() => handler(strict('IpcMainInvokeEvent', { ...event }), ...args))
    .then((value) => answer(true, value))
    .catch(fail)
}
