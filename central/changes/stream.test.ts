import { EventSourceParserStream } from 'eventsource-parser/stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Clock } from '#shared/clock.ts'
import { CentralDevice } from '#tests/support/central-device.ts'
import { startTestCentral, type TestCentral, testInstant } from '#tests/support/postgres.ts'

let central: TestCentral
beforeAll(async () => {
  central = await startTestCentral({ seed: 'demo' })
})
afterAll(() => central.close())

async function newDevice(on = central): Promise<CentralDevice> {
  const answer = await fetch(`${on.url}/demo/activation-codes`, { method: 'POST' })
  const { activationCode } = (await answer.json()) as { activationCode: string }
  return CentralDevice.activate(on.url, activationCode)
}

/** An open stream: `next` gives the data of its next message, null when it has ended. */
async function open(device: CentralDevice) {
  const abort = new AbortController()
  const response = await device.fetch('/v1/office/changes/stream', {
    headers: { accept: 'text/event-stream', 'accept-encoding': 'gzip' },
    signal: abort.signal,
  })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  expect(response.headers.get('content-encoding')).toBeNull()
  if (!response.body) throw new Error('no body')
  const reader = response.body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array<ArrayBuffer>>)
    .pipeThrough(new EventSourceParserStream())
    .getReader()
  return {
    next: async () => {
      for (;;) {
        const { value, done } = await reader.read()
        if (done) return null
        if (value.event === undefined || value.event === 'message') return value.data
      }
    },
    abort: () => abort.abort(),
  }
}

const addOne = (on = central) =>
  fetch(`${on.url}/demo/appointments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ date: '2026-11-23', count: 1 }),
  })

test('says at once that there is news, and again at every change', async () => {
  const stream = await open(await newDevice())
  expect(await stream.next()).toBe('{"news":true}')
  for (let i = 0; i < 3; i += 1) {
    const pending = stream.next()
    await addOne()
    expect(await pending).toBe('{"news":true}')
  }
  stream.abort()
})

test('a change by another process on the same database is news, too', async () => {
  const other = await startTestCentral({ seed: 'demo', databaseUrl: central.databaseUrl })
  try {
    const stream = await open(await newDevice())
    await stream.next()
    const pending = stream.next()
    await addOne(other)
    expect(await pending).toBe('{"news":true}')
    stream.abort()
  } finally {
    await other.close()
  }
})

test('outlives a lost connection to the database', async () => {
  const stream = await open(await newDevice())
  await stream.next()
  await central.pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pishkhan-news' AND datname = current_database()",
  )
  // The reconnection itself is news: something may have been missed.
  expect(await stream.next()).toBe('{"news":true}')
  const pending = stream.next()
  await addOne()
  expect(await pending).toBe('{"news":true}')
  stream.abort()
})

test('is forgotten when the client goes', async () => {
  const stream = await open(await newDevice())
  await stream.next()
  const openStreams = async () => {
    const text = await (await fetch(`${central.url}/metrics`)).text()
    return Number(/^pishkhan_news_streams (\d+)$/m.exec(text)?.[1])
  }
  expect(await openStreams()).toBeGreaterThan(0)
  stream.abort()
  await expect.poll(openStreams, { timeout: 15_000 }).toBe(0)
})

test('ends with the token', async () => {
  const start = Date.parse(testInstant)
  let now = start
  const clock: Clock = { now: () => new Date(now) }
  const strict = await startTestCentral({ seed: 'demo', clock })
  try {
    const device = await newDevice(strict)
    await device.token()
    now = start + 899_500
    const stream = await open(device)
    expect(await stream.next()).toBe('{"news":true}')
    expect(await stream.next()).toBeNull()
  } finally {
    await strict.close()
  }
})

test('ends when the server stops, and does not hold it up', async () => {
  const stopping = await startTestCentral({ seed: 'demo' })
  const stream = await open(await newDevice(stopping))
  await stream.next()
  const end = stream.next()
  const before = performance.now()
  await stopping.close()
  expect(await end).toBeNull()
  // Well before the patience with requests under way ends.
  expect(performance.now() - before).toBeLessThan(8000)
})

test('is only for devices', async () => {
  const response = await fetch(`${central.url}/v1/office/changes/stream`)
  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({ code: 'UNAUTHORIZED' })
})
