import { createParser } from 'eventsource-parser'
import type { CentralClient } from './central-client.ts'
import { CentralFailure } from './central-failure.ts'
import type { Timers } from './timers.ts'

/** The central system says something at least every 15 s, if only a comment: longer silence is a dead line. */
const silenceMs = 60_000

/**
 * Listens to the central system's news until the stream ends. `onOpen` when it stands, `onNews` at each message.
 * Resolves when the server ended it in good order (its token has run out); throws `CentralFailure` otherwise.
 */
export async function listenToNews(parts: {
  client: CentralClient
  timers: Timers
  signal: AbortSignal
  onOpen(): void
  onNews(): void
}): Promise<void> {
  const { client, timers, signal, onOpen, onNews } = parts
  const silence = new AbortController()
  let watch: unknown = null
  const heard = () => {
    if (watch !== null) timers.clearTimeout(watch)
    watch = timers.setTimeout(() => silence.abort(), silenceMs)
  }
  heard()
  try {
    const response = await client.openStream(AbortSignal.any([signal, silence.signal]))
    if (!response.headers.get('content-type')?.startsWith('text/event-stream') || response.body === null) {
      await response.body?.cancel()
      throw new CentralFailure('answer_malformed', { status: response.status })
    }
    onOpen()
    const parser = createParser({
      onEvent: ({ event }) => {
        if (event === undefined || event === 'message') onNews()
      },
    })
    const decoder = new TextDecoder()
    for await (const chunk of response.body) {
      heard()
      parser.feed(decoder.decode(chunk, { stream: true }))
    }
  } catch (cause) {
    throw cause instanceof CentralFailure ? cause : new CentralFailure('network', { cause })
  } finally {
    if (watch !== null) timers.clearTimeout(watch)
  }
}
