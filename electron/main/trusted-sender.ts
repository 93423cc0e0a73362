import { APP_ORIGIN } from '#shared/contract/channels.ts'

/** What is looked at of the frame that sent a message; `null` when the frame is gone already. */
export type SenderFrame = { readonly parent: unknown; readonly url: string; readonly origin: string } | null

/**
 * The one place that decides whom main listens to: the top frame of a page of our own origin. A frame inside it, another
 * origin, a page that has gone away meanwhile: all refused.
 */
export function isTrustedSender(frame: SenderFrame): boolean {
  if (frame === null || frame.parent !== null || frame.origin !== APP_ORIGIN) return false
  return frame.url === APP_ORIGIN || frame.url.startsWith(`${APP_ORIGIN}/`)
}
