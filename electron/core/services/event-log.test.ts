import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { reportColumnsOf } from '#db/repositories/event-row.ts'
import type { LogCheck, LogEntry, LogFilter } from '#shared/contract/event-log.ts'
import { logPage } from '#shared/contract/event-log.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { centralDeviceId, chainStart } from '#shared/domain/event.ts'
import { hashEvent } from '#shared/domain/event-chain.ts'
import { event, nextId, otherDeviceId } from '#tests/support/domain-fixtures.ts'
import { seedUsers } from '#tests/support/seed-store.ts'
import type { OfficeClient, TestCore } from '#tests/support/test-core.ts'
import { httpDesk, openTestCore, signIn, verified } from '#tests/support/test-core.ts'

let office: TestCore
let reception: OfficeClient
let supervisor: OfficeClient
beforeEach(async () => {
  office = openTestCore({ appointments: 12 })
  reception = await signIn(office.portDesk(), 'paziresh')
  supervisor = await signIn(office.portDesk(), 'masoul')
})
afterEach(() => office.close())

const row = (index: number) => {
  const found = office.seeded?.appointments[index]
  if (!found) throw new Error('no such row')
  return found
}
const all: LogFilter = { from: null, to: null, actor: null, kind: null, code: null }
const list = async (filter: Partial<LogFilter> = {}) =>
  (await supervisor.log.list({ filter: { ...all, ...filter } })).entries
const types = (entries: readonly LogEntry[]) => entries.map(({ type }) => type)

/** What another device of the office, and the central side, did before this one was there. */
function putForeign(...events: OfficeEvent[]): void {
  office.store.transaction(() =>
    office.store.events.putForeign(events.map((each, index) => ({ event: each, revision: 100 + index }))),
  )
}

describe('the list', () => {
  test('has own and foreign events, the newest first, with person, device and offset', async () => {
    putForeign(
      event(
        'cancelled',
        { by: 'citizen', reason: null },
        {
          appointmentId: row(5).id,
          deviceId: centralDeviceId,
          deviceTime: '2026-11-22T05:00:00.000Z',
        },
      ),
    )
    office.store.settings.set('clockOffsetMs', -120_000)
    await reception.visit.checkIn({ appointmentId: row(0).id })
    await reception.visit.get({ appointmentId: row(1).id })
    const entries = await list()
    expect(types(entries)).toEqual(['record_viewed', 'checked_in', 'cancelled'])
    expect(entries[0]).toMatchObject({
      at: '2026-11-22T06:50:00.000Z',
      deviceTime: '2026-11-22T06:52:00.000Z',
      clockOffsetMs: -120_000,
      deviceSeq: 2,
      own: true,
      sync: 'queued',
      actor: { userId: seedUsers.paziresh.id },
      person: {
        appointmentId: row(1).id,
        name: `${row(1).applicant.firstName} ${row(1).applicant.lastName}`,
        nationalCode: row(1).applicant.nationalCode,
      },
    })
    expect(entries[2]).toMatchObject({ own: false, sync: 'sent', actor: { kind: 'central' } })
  })

  test('is narrowed by day, person, kind and the applicant’s code', async () => {
    putForeign(
      event(
        'checked_in',
        { queueNumber: 3, reason: null },
        {
          appointmentId: row(2).id,
          deviceId: otherDeviceId,
          // 23:59:59 and midnight of Tehran.
          deviceTime: '2026-11-20T20:29:59.999Z',
        },
      ),
      event(
        'returned',
        {},
        {
          appointmentId: row(2).id,
          deviceId: otherDeviceId,
          deviceTime: '2026-11-20T20:30:00.000Z',
        },
      ),
    )
    await reception.visit.checkIn({ appointmentId: row(0).id })
    await supervisor.visit.get({ appointmentId: row(0).id })
    await reception.visit.get({ appointmentId: row(1).id })
    expect(types(await list({ from: '2026-11-20', to: '2026-11-20' }))).toEqual(['checked_in'])
    expect(types(await list({ from: '2026-11-21', to: '2026-11-21' }))).toEqual(['returned'])
    expect(types(await list({ from: '2026-11-22' }))).toEqual([
      'record_viewed',
      'record_viewed',
      'checked_in',
    ])
    expect(types(await list({ actor: seedUsers.masoul.id }))).toEqual(['record_viewed'])
    expect(types(await list({ kind: 'viewed' }))).toEqual(['record_viewed', 'record_viewed'])
    expect(types(await list({ kind: 'arrivals' }))).toEqual(['checked_in', 'returned', 'checked_in'])
    const { nationalCode, trackingCode } = row(0).applicant
    for (const code of [nationalCode, trackingCode, ` ${nationalCode.replaceAll('0', '۰')} `]) {
      expect(types(await list({ code }))).toEqual(['record_viewed', 'checked_in'])
    }
    expect(await list({ code: 'نامی' })).toEqual([])
    expect(await list({ code: '4444444444' })).toEqual([])
    expect(await supervisor.log.count({ filter: { ...all, code: nationalCode } })).toEqual({ entries: 2 })
    expect(await supervisor.log.count({ filter: all })).toEqual({ entries: 5 })
  })

  test('somebody who was only looked up, and a walk-in that was withdrawn, are found by their code', async () => {
    const applicant = { ...row(0).applicant, nationalCode: '0084575948', firstName: 'نازنین' }
    await reception.walkIn.find({ nationalCode: row(3).applicant.nationalCode, trackingCode: '4820000093' })
    office.store.transaction(() => {
      const { seq, hash } = office.store.events.head()
      const walkedIn = event(
        'walked_in',
        { date: '2026-11-22', slot: '10:30', requestKind: 'first_issue', applicant, overCapacity: null },
        { appointmentId: nextId(), deviceSeq: seq + 1, previousHash: hash },
      )
      office.store.events.append(walkedIn, hashEvent(walkedIn))
    })
    expect(types(await list({ code: row(3).applicant.nationalCode }))).toEqual(['person_looked_up'])
    const [walkIn] = await list({ code: '0084575948' })
    expect(walkIn).toMatchObject({ type: 'walked_in', person: { name: expect.stringContaining('نازنین') } })
  })

  test('goes on from page to page without a gap or a repeat, also through one moment', async () => {
    putForeign(
      ...Array.from({ length: 60 }, (_, index) =>
        event(
          'returned',
          {},
          {
            appointmentId: row(index % 12).id,
            deviceId: otherDeviceId,
            deviceSeq: index + 1,
            deviceTime: '2026-11-22T06:52:00.000Z',
          },
        ),
      ),
    )
    office.store.transaction(() => {
      for (let index = 0; index < logPage.list * 2; index += 1) {
        const { seq, hash } = office.store.events.head()
        const next = event(
          'returned',
          {},
          { appointmentId: nextId(), deviceSeq: seq + 1, previousHash: hash },
        )
        office.store.events.append({ ...next, deviceTime: '2026-11-22T06:52:00.000Z' }, hashEvent(next))
      }
    })
    const found: string[] = []
    let after: { at: string; id: string } | null = null
    for (;;) {
      const page: Awaited<ReturnType<OfficeClient['log']['list']>> = await supervisor.log.list({
        filter: all,
        after,
      })
      found.push(...page.entries.map(({ eventId }) => eventId))
      after = page.next
      if (after === null) break
    }
    expect(new Set(found).size).toBe(logPage.list * 2 + 60)
    expect(found).toHaveLength(logPage.list * 2 + 60)
  })

  test('names everybody who ever worked here, those out of service too, and nobody’s password', async () => {
    office.store.users.put([{ ...seedUsers.madarek, active: false }])
    const people = await supervisor.log.people()
    expect(people.map(({ displayName, active }) => [displayName, active])).toEqual([
      ['رضا مدارک', false],
      ['زهرا مسئول', true],
      ['مریم پذیرش', true],
    ])
    expect(JSON.stringify(people)).not.toContain('argon2')
  })
})

describe('the export', () => {
  test('gives the same in longer pages, and the first page is recorded with what was asked for', async () => {
    await reception.visit.checkIn({ appointmentId: row(0).id })
    await reception.visit.get({ appointmentId: row(1).id })
    const filter = { ...all, from: '2026-11-22' }
    const { entries, next } = await supervisor.log.export({ filter })
    expect(types(entries)).toEqual(['record_viewed', 'checked_in'])
    expect(next).toBeNull()
    const [exported] = await list()
    expect(exported).toMatchObject({
      type: 'log_exported',
      actor: { userId: seedUsers.masoul.id },
      payload: { from: '2026-11-22', to: null, entries: 2 },
    })
    const last = entries.at(-1)
    await supervisor.log.export({ filter, after: { at: last?.at ?? '', id: last?.eventId ?? '' } })
    expect(types(await list({ kind: 'printed' }))).toEqual(['log_exported'])
  })
})

describe('the check of the chain', () => {
  /** Rows that fit together and never end: a check of them is over only when it is stopped. */
  function endlessLog() {
    let hash = chainStart
    const read = vi.spyOn(office.store.report, 'ownRows').mockImplementation((after, limit) =>
      Array.from({ length: limit }, (_, index) => {
        const next = event('returned', {}, { deviceSeq: after + index + 1, previousHash: hash })
        hash = hashEvent(next)
        const { id, deviceSeq: seq } = next
        return { ...reportColumnsOf(next), deviceId: null, seq, id, hash, body: JSON.stringify(next) }
      }),
    )
    return { chunks: () => read.mock.calls.length }
  }
  const stopsReading = async (chunks: () => number) => {
    await expect
      .poll(async () => {
        const before = chunks()
        await delay(100)
        return chunks() - before
      })
      .toBe(0)
  }

  test('tells how far it is, by count, and at last what it found', async () => {
    await reception.visit.checkIn({ appointmentId: row(0).id })
    const steps: LogCheck[] = []
    for await (const step of await supervisor.log.verify()) steps.push(step)
    expect(steps).toEqual([
      { kind: 'progress', checked: 0, total: 1 },
      { kind: 'done', verification: { own: 1, foreign: 0, broken: null } },
    ])
    expect((await verified(supervisor)).broken).toBeNull()
  })

  test.each(['port', 'http'] as const)(
    'ends when it is stopped over %s, and lets others work',
    async (way) => {
      const host = way === 'http' ? await office.host() : null
      try {
        const desk = host ? await signIn(httpDesk(host), 'masoul') : supervisor
        const { chunks } = endlessLog()
        const stop = new AbortController()
        let checked = 0
        const check = (async () => {
          for await (const step of await desk.log.verify(undefined, { signal: stop.signal }))
            if (step.kind === 'progress') checked = step.checked
        })().catch((error: unknown) => stop.signal.aborted || Promise.reject(error))
        await expect.poll(() => checked, { timeout: 20_000 }).toBeGreaterThan(0)
        // Another desk is answered while it goes on.
        const before = chunks()
        expect(await reception.day.list({ date: '2026-11-22' })).toMatchObject({ rows: expect.any(Array) })
        await expect.poll(chunks, { timeout: 20_000 }).toBeGreaterThan(before)
        stop.abort()
        await check
        await stopsReading(chunks)
      } finally {
        await host?.close()
      }
    },
  )

  test.each(['goes away', 'signs out'] as const)('ends when whoever asked %s', async (how) => {
    const desk = office.portDesk()
    const client = await signIn(desk, 'masoul')
    const { chunks } = endlessLog()
    const check = (async () => {
      for await (const _step of await client.log.verify());
    })().catch(() => undefined)
    await expect.poll(chunks, { timeout: 20_000 }).toBeGreaterThan(2)
    if (how === 'goes away') desk.close()
    else await client.session.signOut()
    await stopsReading(chunks)
    if (how === 'signs out') await check
  })
})
