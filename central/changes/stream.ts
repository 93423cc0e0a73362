import type { DeviceIdentity } from '../auth/access-token.ts'
import type { CentralParts } from '../parts.ts'

/**
 * Says `{ news: true }` whenever something of the device's office has changed; several changes while the line is busy
 * are one piece of news. The first comes at once: what happened before the stream was open is news, too. Ends with the
 * device's token, with the client, or when the server stops.
 */
export async function* newsStream(
  { news, clock, metrics, stopping }: CentralParts,
  device: DeviceIdentity,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ news: true }, void> {
  let pending = true
  let wake = () => {}
  const left = device.expiresAt.getTime() - clock.now().getTime()
  const ended = AbortSignal.any([
    stopping,
    AbortSignal.timeout(Math.max(0, left)),
    ...(signal ? [signal] : []),
  ])
  const onEnd = () => wake()
  ended.addEventListener('abort', onEnd)
  const unwatch = news.watch(device.officeId, () => {
    pending = true
    wake()
  })
  metrics.streams.inc()
  try {
    while (!ended.aborted) {
      if (pending) {
        pending = false
        yield { news: true }
      } else {
        await new Promise<void>((done) => {
          wake = done
        })
      }
    }
  } finally {
    unwatch()
    ended.removeEventListener('abort', onEnd)
    metrics.streams.dec()
  }
}
