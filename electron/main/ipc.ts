import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron'
import type { RequestChannels, ToMainChannels, ToPageChannels } from '#shared/contract/channels.ts'
import { isTrustedSender } from './trusted-sender.ts'

/** What the page is told of a request that main does not take: the channel's code, no detail. */
export class RefusedMessage extends Error {
  readonly code: 'untrusted_sender' | 'malformed_request'
  constructor(code: RefusedMessage['code']) {
    super(code)
    this.name = 'RefusedMessage'
    this.code = code
  }
}

/** Checks what came over a channel; null when it does not fit the channel's type. */
export type Parse<T> = (value: unknown) => T | null

/**
 * Answers a request of the page. With `listen` the only way to receive anything: both look at the sender first.
 * A test makes sure that `ipcMain` is used nowhere else.
 */
export function answer<C extends keyof RequestChannels>(
  ipcMain: Pick<IpcMain, 'handle'>,
  channel: C,
  parse: Parse<RequestChannels[C]['request']>,
  handler: (
    request: RequestChannels[C]['request'],
    event: IpcMainInvokeEvent,
  ) => Promise<RequestChannels[C]['answer']>,
): void {
  ipcMain.handle(channel, async (event, value: unknown) => {
    if (!isTrustedSender(event.senderFrame)) throw new RefusedMessage('untrusted_sender')
    const request = parse(value)
    if (request === null) throw new RefusedMessage('malformed_request')
    return handler(request, event)
  })
}

/** Listens to a message of the page that has no answer; one that is not to be trusted is dropped. What it says is still to be checked. */
export function listen<C extends keyof ToMainChannels>(
  ipcMain: Pick<IpcMain, 'on'>,
  channel: C,
  handler: (event: IpcMainEvent, message: unknown) => void,
): void {
  ipcMain.on(channel, (event, message: unknown) => {
    if (isTrustedSender(event.senderFrame)) handler(event, message)
  })
}

/** Tells the page of one window something. A window that is gone needs no telling. */
export function tell<C extends keyof ToPageChannels>(
  contents: WebContents,
  channel: C,
  ...message: ToPageChannels[C] extends null ? [] : [ToPageChannels[C]]
): void {
  if (!contents.isDestroyed()) contents.send(channel, ...message)
}
