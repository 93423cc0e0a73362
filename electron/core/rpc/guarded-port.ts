import type { MessagePortMainLike, SupportedMessagePort } from '@orpc/client/message-port'
import { onMessagePortClose, onMessagePortMessage, postMessagePortMessage } from '@orpc/client/message-port'

/**
 * A port as oRPC's handler wants it, through which a message that cannot be read does no harm: oRPC's own listener
 * rejects on one, and an unhandled rejection would end the core.
 */
export function guardedPort(
  port: SupportedMessagePort,
  onBadMessage: (error: unknown) => void,
): MessagePortMainLike {
  return {
    on(event, listener) {
      const call = async (...given: Parameters<typeof listener>) => {
        try {
          await listener(...given)
        } catch (error) {
          onBadMessage(error)
        }
      }
      if (event === 'message') onMessagePortMessage(port, (data) => void call({ data }))
      if (event === 'close') onMessagePortClose(port, () => void call())
    },
    postMessage: (data, transfer) => postMessagePortMessage(port, data, transfer),
  }
}
