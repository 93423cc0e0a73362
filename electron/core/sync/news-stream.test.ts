import { describe, expect, it } from 'vitest'
import type { CentralClient } from './central-client.ts'
import { CentralFailure } from './central-failure.ts'
import { listenToNews } from './news-stream.ts'

/** A stream whose chunks come when told, and a clock that rings when told. */
function openStream(contentType = 'text/event-stream') {
  let out: ReadableStreamDefaultController<Uint8Array> | undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      out = controller
    },
  })
  const alarms = new Set<() => void>()
  const stop = new AbortController()
  let [opened, news] = [0, 0]
  const client = {
    openStream: async (signal: AbortSignal) => {
      signal.addEventListener('abort', () => out?.error(signal.reason))
      return new Response(body, { headers: { 'content-type': contentType } })
    },
  } as unknown as CentralClient
  const ended = listenToNews({
    client,
    signal: stop.signal,
    timers: {
      setTimeout: (work) => {
        alarms.add(work)
        return work
      },
      clearTimeout: (work) => void alarms.delete(work as () => void),
    },
    onOpen: () => {
      opened += 1
    },
    onNews: () => {
      news += 1
    },
  })
  ended.catch(() => undefined)
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  return {
    ended,
    alarms,
    stop: () => stop.abort(),
    counts: () => ({ opened, news }),
    async say(text: string) {
      out?.enqueue(new TextEncoder().encode(text))
      await turn()
    },
    end: () => out?.close(),
    async ring() {
      for (const work of [...alarms]) work()
      await turn()
    },
  }
}

describe('the news stream', () => {
  it('tells of each message, however it is cut, and of no comment', async () => {
    const stream = openStream()
    await stream.say(': hello\n\n')
    expect(stream.counts()).toEqual({ opened: 1, news: 0 })
    await stream.say('event: message\ndata: {"ne')
    await stream.say('ws":true}\n\ndata: {"news":true}\n\n')
    expect(stream.counts().news).toBe(2)
    await stream.say('event: done\ndata: x\n\n')
    expect(stream.counts().news).toBe(2)
  })
  it('that the server ends in good order ends without a complaint, and leaves no alarm', async () => {
    const stream = openStream()
    await stream.say(': hello\n\n')
    stream.end()
    await expect(stream.ended).resolves.toBeUndefined()
    expect(stream.alarms.size).toBe(0)
  })
  it('that is silent for too long is a dead line; every sign of life counts', async () => {
    const stream = openStream()
    await stream.say(': hello\n\n')
    const [alarm] = stream.alarms
    await stream.say(': still here\n\n')
    expect(stream.alarms.size).toBe(1)
    expect(stream.alarms.has(alarm ?? (() => undefined))).toBe(false)
    await stream.ring()
    await expect(stream.ended).rejects.toMatchObject({ code: 'network' })
    expect(stream.alarms.size).toBe(0)
  })
  it('that is no stream is not taken for one', async () => {
    const stream = openStream('text/html')
    await expect(stream.ended).rejects.toBeInstanceOf(CentralFailure)
    await expect(stream.ended).rejects.toMatchObject({ code: 'answer_malformed' })
    expect(stream.counts().opened).toBe(0)
  })
  it('is broken off with the sync', async () => {
    const stream = openStream()
    await stream.say(': hello\n\n')
    stream.stop()
    await expect(stream.ended).rejects.toMatchObject({ code: 'network' })
  })
})
