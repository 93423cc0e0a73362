import { expect, test } from 'vitest'
import type { LiveNotice } from '#shared/contract/office.ts'
import type { NoticeIterator } from './live.ts'
import { createLive } from './live.ts'

const rows = (count: number): LiveNotice => ({
  kind: 'appointments',
  rows: Array.from(
    { length: count },
    () => ({}) as Extract<LiveNotice, { kind: 'appointments' }>['rows'][number],
  ),
  origin: 'office',
  userId: null,
})
const status = (queued: number): LiveNotice => ({
  kind: 'sync',
  status: {
    connection: 'online',
    lastSyncAt: null,
    dataByFileAt: null,
    queued,
    parked: 0,
    problem: null,
    clockOffsetMs: 0,
  },
})

async function kinds(iterator: NoticeIterator, count: number): Promise<string[]> {
  const found: string[] = []
  for (let index = 0; index < count; index += 1) {
    const { value, done } = await iterator.next()
    found.push(done ? 'done' : value.kind)
  }
  return found
}

test('every subscriber gets what is published from the call of subscribe on, in order', async () => {
  const live = createLive()
  live.publish({ kind: 'reload' })
  const first = live.subscribe()
  live.publish(rows(1))
  const second = live.subscribe()
  live.publish(status(1))
  expect(await kinds(first, 2)).toEqual(['appointments', 'sync'])
  expect(await kinds(second, 1)).toEqual(['sync'])
})

test('a waiting reader is handed the notice at once', async () => {
  const live = createLive()
  const iterator = live.subscribe()
  const next = iterator.next()
  live.publish(status(3))
  expect(await next).toEqual({ done: false, value: status(3) })
  live.publish(rows(2))
  live.publish(rows(1))
  expect(await kinds(iterator, 2)).toEqual(['appointments', 'appointments'])
})

test('who is too slow gets one reload instead of an unbounded queue, and nothing that the reload covers', async () => {
  const live = createLive({ maxWaiting: 5 })
  const iterator = live.subscribe()
  live.publish(status(1))
  for (let index = 0; index < 10_000; index += 1) live.publish(rows(1))
  live.publish(status(2))
  live.publish(rows(3))
  expect(await iterator.next()).toEqual({ done: false, value: { kind: 'reload' } })
  expect(await iterator.next()).toEqual({ done: false, value: status(2) })
  live.publish(rows(4))
  expect(await kinds(iterator, 1)).toEqual(['appointments'])
})

test('one notice with too many rows becomes a reload', async () => {
  const live = createLive({ maxWaiting: 5 })
  const iterator = live.subscribe()
  live.publish(rows(6))
  expect(await kinds(iterator, 1)).toEqual(['reload'])
})

test('unread statuses do not pile up', async () => {
  const live = createLive({ maxWaiting: 5 })
  const iterator = live.subscribe()
  for (let queued = 0; queued < 100; queued += 1) live.publish(status(queued))
  expect(await iterator.next()).toEqual({ done: false, value: status(99) })
})

test('an abort, a return and a close each end the subscription and forget it', async () => {
  const live = createLive()
  const controller = new AbortController()
  const aborted = live.subscribe(controller.signal)
  const pending = aborted.next()
  controller.abort()
  expect(await pending).toEqual({ done: true, value: undefined })
  const returned = live.subscribe()
  await returned.return?.()
  expect(await kinds(returned, 1)).toEqual(['done'])
  const closed = live.subscribe()
  expect(live.subscribers).toBe(1)
  live.close()
  expect(await kinds(closed, 1)).toEqual(['done'])
  expect(await kinds(live.subscribe(), 1)).toEqual(['done'])
  expect(live.subscribers).toBe(0)
})
