import type { MessagePortMainLike, SupportedMessagePort } from '@orpc/client/message-port'
import { onMessagePortClose, onMessagePortMessage, postMessagePortMessage } from '@orpc/client/message-port'
import { z } from 'zod'

/** What oRPC's client sends for our contract: calls with JSON, and their ends. No files, no streams of input. */
const messageSchema = z.union([
  z.object({
    i: z.string(),
    t: z.undefined().optional(),
    p: z.object({
      u: z.string().startsWith('/'),
      m: z.string().optional(),
      h: z
        .record(z.string(), z.union([z.string(), z.array(z.string())]))
        .refine((headers) => !Object.keys(headers).some((name) => /^content-/i.test(name)))
        .optional(),
    }),
  }),
  z.object({ i: z.string(), t: z.literal(4) }),
])

function isReadable(data: unknown): boolean {
  if (typeof data !== 'string') return false
  try {
    return messageSchema.safeParse(JSON.parse(data)).success
  } catch {
    return false
  }
}

/**
 * A port as oRPC's handler wants it, from which only messages come that the handler can read: on another its listener
 * rejects where nobody can catch it, and an unhandled rejection would end the core.
 */
export function guardedPort(port: SupportedMessagePort, onUnreadable: () => void): MessagePortMainLike {
  return {
    on(event, listener) {
      if (event === 'close') onMessagePortClose(port, () => listener())
      if (event === 'message') {
        onMessagePortMessage(port, (data) => {
          if (isReadable(data)) listener({ data })
          else onUnreadable()
        })
      }
    },
    postMessage: (data, transfer) => postMessagePortMessage(port, data, transfer),
  }
}
