import { gunzipSync } from 'node:zlib'
import type { Random } from '#central/demo/random.ts'
import type { Fetch } from '#core/sync/central-client.ts'
import type { Answered, CentralSide } from './central-side.ts'
import { counted } from './pending-work.ts'
import type { SimulatedTime } from './simulated-time.ts'
import { count, type Tally } from './tally.ts'

/** What can become of a request on its way, and of its answer. */
const troubles = [
  'request_lost',
  'answer_lost',
  'answer_late',
  'delivered_twice',
  'delivered_again_later',
  'body_cut',
  'server_error',
  'server_error_after_work',
  'too_many_requests',
  'captive_portal',
  'redirected',
  'token_refused',
  'too_large',
] as const
type Trouble = (typeof troubles)[number]

/** An office's line to the central system. */
export type Line = {
  fetch: Fetch
  /** Of a hundred requests, how many meet trouble. */
  troubled: number
}

type Stream = { say(text: string): void; fail(reason: unknown): void }

/**
 * The network between the offices and the central system. What it does wrong is drawn from `random`; everything happens
 * in simulated time, so that the same seed does the same.
 */
export function createNetwork(parts: {
  time: SimulatedTime
  random: Random
  central: CentralSide
  tally: Tally
  /** Whether the news stream is to be had at all. */
  streams: boolean
}) {
  const { time, random, central, tally } = parts
  const streams = new Map<number, Set<Stream>>()
  central.onNews((office) => {
    for (const stream of streams.get(office) ?? []) {
      time.after(5 + random.below(200), () => stream.say('event: message\ndata: {"news":true}\n\n'))
    }
  })

  /** What is on its way arrives, whatever becomes of whoever sent it. */
  const deliver = async (url: string, init: RequestInit): Promise<Answered> => {
    const headers = { ...(init.headers as Record<string, string> | undefined) }
    let body = (init.body ?? null) as string | Uint8Array<ArrayBuffer> | null
    if (headers['content-encoding'] === 'gzip' && body !== null) body = gunzipSync(body).toString()
    const { 'content-encoding': _, ...plain } = headers
    const answer = await counted(
      Promise.resolve(central.ask({ method: init.method ?? 'GET', url: new URL(url), headers: plain, body })),
    )
    return { ...answer, headers: { ...answer.headers, date: new Date(time.now()).toUTCString() } }
  }

  function openLine(office: number): Line {
    const trouble = (): Trouble | null => {
      if (!random.chance(line.troubled)) return null
      const drawn = random.pick(troubles as unknown as [Trouble, ...Trouble[]])
      count(tally, drawn)
      return drawn
    }
    const fetch: Fetch = (url, init) =>
      new Promise((resolve, reject) => {
        const fail = () => reject(new TypeError('fetch failed'))
        const abandon = () => reject(init.signal?.reason)
        init.signal?.addEventListener('abort', abandon)
        if (init.signal?.aborted) {
          abandon()
          return
        }
        const answer = (answered: Answered) => resolve(toResponse(answered))
        const isStream = url.endsWith('/stream')
        const what = trouble()
        const there = 2 + random.below(80)
        const back = 2 + random.below(80)
        const arrive = (then: (answered: Answered) => void, after = there) => {
          time.after(after, () => {
            deliver(url, init).then((answered) => time.after(back, () => then(answered)), fail)
          })
        }
        switch (what) {
          case null:
            if (isStream)
              time.after(there, () => openStream(office, init, line.troubled === 0, resolve, reject))
            else arrive(answer)
            return
          case 'request_lost':
            // A refused connection is known at once, a dead line after a minute.
            time.after(random.chance(70) ? 20 : 60_000, fail)
            return
          case 'answer_lost':
            arrive(fail)
            return
          case 'answer_late':
            arrive((answered) => time.after(random.below(55_000), () => answer(answered)))
            return
          case 'delivered_twice':
            arrive(() => {})
            arrive(answer, there + random.below(20))
            return
          case 'delivered_again_later':
            arrive(answer)
            arrive(() => {}, random.below(120_000))
            return
          case 'body_cut':
            arrive((answered) => resolve(cutResponse(answered, random)))
            return
          case 'server_error':
            time.after(there, () =>
              resolve(new Response('upstream', { status: random.pick([500, 502, 503, 504]) })),
            )
            return
          case 'server_error_after_work':
            arrive(() => resolve(new Response('upstream', { status: 502 })))
            return
          case 'too_many_requests': {
            const retryAfter = String(1 + random.below(90))
            time.after(there, () =>
              resolve(
                new Response('{}', {
                  status: random.pick([429, 503]),
                  headers: { 'retry-after': retryAfter },
                }),
              ),
            )
            return
          }
          case 'captive_portal':
            time.after(there, () =>
              resolve(new Response('<html>Welcome</html>', { headers: { 'content-type': 'text/html' } })),
            )
            return
          case 'redirected':
            time.after(there, () =>
              resolve(new Response(null, { status: 302, headers: { location: 'http://hotel/' } })),
            )
            return
          case 'token_refused':
            central.forgetTokens()
            arrive(answer)
            return
          case 'too_large':
            time.after(there, () => resolve(new Response('', { status: 413 })))
        }
      })
    const line: Line = { fetch, troubled: 0 }
    return line
  }

  /** Says something every 30 s; breaks now and then, or goes silent without a word. */
  function openStream(
    office: number,
    init: RequestInit,
    stands: boolean,
    resolve: (response: Response) => void,
    reject: (error: unknown) => void,
  ): void {
    if (!parts.streams) {
      resolve(new Response('', { status: 503 }))
      return
    }
    const open = streams.get(office) ?? new Set()
    streams.set(office, open)
    let controller: ReadableStreamDefaultController<Uint8Array> | null = null
    let silent = false
    const body = new ReadableStream<Uint8Array>({
      start(given) {
        controller = given
      },
    })
    const stream: Stream = {
      say(text) {
        if (!silent) controller?.enqueue(new TextEncoder().encode(text))
      },
      fail(reason) {
        open.delete(stream)
        controller?.error(reason)
        controller = null
      },
    }
    init.signal?.addEventListener('abort', () => stream.fail(init.signal?.reason))
    if (init.signal?.aborted) {
      reject(init.signal.reason)
      return
    }
    const fate = stands ? 'stands' : random.pick(['stands', 'stands', 'breaks', 'goes_silent'])
    const ping = () => {
      if (controller === null) return
      stream.say(': still here\n\n')
      time.after(30_000, ping)
    }
    open.add(stream)
    ping()
    if (fate !== 'stands') {
      time.after(random.below(60_000), () => {
        count(tally, `stream_${fate}`)
        if (fate === 'breaks') stream.fail(new TypeError('terminated'))
        else silent = true
      })
    }
    resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
    // The first news come at once: what happened before is news, too.
    stream.say('event: message\ndata: {"news":true}\n\n')
  }

  return { openLine }
}

const toResponse = ({ status, headers, body }: Answered): Response => new Response(body, { status, headers })

/** The beginning of the answer, and then the connection breaks. */
function cutResponse({ status, headers, body }: Answered, random: Random): Response {
  const bytes = new TextEncoder().encode(body)
  const kept = bytes.slice(0, random.below(bytes.length))
  // Some proxies end such an answer in good order.
  const politely = random.chance(30)
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(kept)
      if (politely) controller.close()
      else controller.error(new TypeError('terminated'))
    },
  })
  return new Response(stream, { status, headers })
}
