import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { clockFrom } from '#shared/clock.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { type CentralAtWork, startCentralAtWork } from '#tests/support/central-at-work.ts'
import { CentralDevice } from '#tests/support/central-device.ts'
import { settledOf } from '#tests/support/central-settlement.ts'
import { at, checkIn, supervisor } from '#tests/support/central-visits.ts'
import { startTestCentral, testInstant, waitingIn } from '#tests/support/postgres.ts'
import { addOffice } from '#tests/support/second-office.ts'
import { issueActivationCode } from '../auth/activation.ts'
import { statementsOf } from '../db/statements.ts'
import { inTransaction } from '../db/transaction.ts'
import { demoOffice } from '../demo/office.ts'
import { type Closure, closeDay, refreshClosedDates, reopenDay } from './closures.ts'

const today = '2026-11-22'
const now = new Date(testInstant)
const evening = '2026-11-22T12:00:00.000Z'
const repairs = { officeId: demoOffice.id, date: today, reason: 'تعمیرات' }

let work: CentralAtWork
beforeEach(async () => {
  work = await startCentralAtWork()
})
afterEach(() => work.central.close())

const close = (closure: Closure) =>
  inTransaction(work.central.pool, async (client) => ({
    result: await closeDay(client, closure, now),
    writes: [],
  }))
const reopen = (closure: Pick<Closure, 'officeId' | 'date'>) =>
  inTransaction(work.central.pool, async (client) => ({
    result: await reopenDay(client, closure, now),
    writes: [],
  }))
const closedDates = async (officeId: string = demoOffice.id): Promise<string[]> => {
  const { rows } = await work.central.pool.query<{ dates: string[] }>(
    "SELECT rules -> 'closedDates' AS dates FROM offices WHERE id = $1",
    [officeId],
  )
  return rows[0]?.dates ?? []
}
const missed = (device: Awaited<ReturnType<CentralAtWork['newDevice']>>, appointment: Appointment) =>
  device.write('marked_no_show', { cause: 'day_closed' }, at(appointment, supervisor, evening))

describe('closing a day', () => {
  test('tells the office, which pulls it, and leaves the other offices alone', async () => {
    const other = await addOffice(work.central, '72-904')
    const device = await work.newDevice()
    const { cursor } = await device.pull()
    const revision = await work.officeRevision()
    const answer = await close({ ...repairs, date: '2026-12-02' })
    expect(answer).toEqual({ closed: true, offices: [demoOffice.id], reversed: 0 })
    expect(await work.officeRevision()).toBe(revision + 1)
    const { changes } = await device.pull(cursor)
    expect(changes).toMatchObject([{ entity: 'office', revision: revision + 1 }])
    expect(changes[0]).toMatchObject({ data: { rules: { closedDates: await closedDates() } } })
    expect(await closedDates()).toContain('2026-12-02')
    expect(await closedDates(other.id)).not.toContain('2026-12-02')
  })

  test('of the whole country tells every office', async () => {
    const other = await addOffice(work.central, '72-905')
    const answer = await close({ officeId: null, date: '2026-12-02', reason: 'آلودگی هوا' })
    expect(answer.offices).toEqual(expect.arrayContaining([demoOffice.id, other.id]))
    expect(await closedDates()).toContain('2026-12-02')
    expect(await closedDates(other.id)).toContain('2026-12-02')
  })

  test('twice changes nothing, nor does opening what is not closed', async () => {
    await close(repairs)
    const revision = await work.officeRevision()
    expect(await close(repairs)).toEqual({ closed: false, offices: [], reversed: 0 })
    expect(await reopen({ ...repairs, date: '2026-12-03' })).toEqual({ reopened: false, offices: [] })
    expect(await work.officeRevision()).toBe(revision)
  })

  test('can be taken back; a day that the country is closed on stays closed', async () => {
    await close(repairs)
    await close({ officeId: null, date: today, reason: 'برف' })
    expect(await reopen(repairs)).toEqual({ reopened: true, offices: [] })
    expect(await closedDates()).toContain(today)
    expect((await reopen({ officeId: null, date: today })).offices).toContain(demoOffice.id)
    expect(await closedDates()).not.toContain(today)
  })

  test('works in a transaction of Kysely, which takes all of it back when it fails', async () => {
    const device = await work.newDevice()
    const appointment = work.next()
    await device.push(missed(device, appointment))
    const before = await settledOf(work.central.pool, appointment)
    const { db } = work.central.running.database
    await expect(
      db.transaction().execute(async (trx) => {
        expect(await closeDay(statementsOf(trx), repairs, now)).toMatchObject({ reversed: 1 })
        throw new Error('after all not')
      }),
    ).rejects.toThrow('after all not')
    expect(await closedDates()).not.toContain(today)
    expect(await settledOf(work.central.pool, appointment)).toEqual(before)
    await db.transaction().execute((trx) => closeDay(statementsOf(trx), repairs, now))
    expect((await settledOf(work.central.pool, appointment)).ban).toBeNull()
  })
})

describe('on a closed day', () => {
  test('nobody becomes a no-show', async () => {
    const device = await work.newDevice()
    const [booked, arrived] = [work.next(), work.next()]
    // The process has read the rules before.
    await device.push(checkIn(device, arrived))
    await close(repairs)
    const { results } = await device.push(missed(device, booked))
    expect(results).toMatchObject([{ status: 'rejected', code: 'office_was_closed' }])
    expect(await settledOf(work.central.pool, booked)).toMatchObject({ ban: null, live: booked.id })
  })

  test('who was a no-show already is none, with the reason; who came has come', async () => {
    const device = await work.newDevice()
    const [first, second, arrived] = [work.next(), work.next(), work.next()]
    await device.push(missed(device, first), missed(device, second), checkIn(device, arrived))
    const { cursor } = await device.pull()
    expect(await close(repairs)).toEqual({ closed: true, offices: [demoOffice.id], reversed: 2 })
    for (const appointment of [first, second]) {
      expect((await work.rowOf(appointment.id))?.body).toMatchObject({ state: 'booked', bookableFrom: null })
      expect(await settledOf(work.central.pool, appointment)).toMatchObject({
        ban: null,
        live: appointment.id,
        stage: 'booked',
      })
    }
    expect((await work.rowOf(arrived.id))?.state).toBe('arrived')
    const events = (await device.pull(cursor)).changes.filter(({ entity }) => entity === 'event')
    expect(events).toHaveLength(2)
    expect(events[0]).toMatchObject({
      data: {
        type: 'no_show_reversed',
        actor: { kind: 'central' },
        payload: { reason: 'تعطیلی دفتر: تعمیرات' },
      },
    })
  })

  test('that is closed while a push waits for the office, nobody becomes a no-show', async () => {
    const device = await work.newDevice()
    const [booked, arrived] = [work.next(), work.next()]
    await device.push(checkIn(device, arrived))
    const { pool } = work.central
    const client = await pool.connect()
    try {
      await client.query('BEGIN')
      await closeDay(client, repairs, now)
      const pushed = device.push(missed(device, booked))
      await expect.poll(() => waitingIn(pool)).toBe(1)
      await client.query('COMMIT')
      expect((await pushed).results).toMatchObject([{ status: 'rejected', code: 'office_was_closed' }])
    } finally {
      client.release()
    }
    expect(await settledOf(pool, booked)).toMatchObject({ ban: null, live: booked.id })
  })

  test('that is closed while offices push on two processes, nobody stays a no-show', async () => {
    const second = await startTestCentral({ databaseUrl: work.central.databaseUrl })
    try {
      const device = await work.newDevice()
      const code = await issueActivationCode(
        second.running.database.db,
        clockFrom(testInstant),
        demoOffice.id,
      )
      const other = await CentralDevice.activate(second.url, code)
      const appointments = Array.from({ length: 20 }, () => work.next())
      const pushes = appointments.map((appointment, index) => {
        const by = index % 2 === 0 ? device : other
        return by.push(missed(by, appointment))
      })
      await Promise.all([...pushes.slice(0, 10), close(repairs), ...pushes.slice(10)])
      const { rows } = await second.pool.query<{ n: number }>(
        "SELECT count(*) AS n FROM appointments WHERE date = $1 AND state = 'no_show'",
        [today],
      )
      expect(rows).toEqual([{ n: 0 }])
      expect((await second.pool.query('SELECT FROM booking_bans')).rows).toHaveLength(0)
    } finally {
      await second.close()
    }
  })
})

test('holidays are in the rules of an office from the start, and what lies long back goes', async () => {
  expect(await closedDates()).toEqual([
    '2026-11-13',
    // The demonstration's own closed day; the others are holidays.
    '2026-12-12',
    '2026-12-23',
    '2027-01-06',
    '2027-01-24',
    '2027-02-11',
    '2027-02-28',
    '2027-03-10',
    '2027-03-11',
    '2027-03-20',
  ])
  const refresh = (instant: string) =>
    inTransaction(work.central.pool, async (client) => ({
      result: await refreshClosedDates(client, new Date(instant)),
      writes: [],
    }))
  expect(await refresh(testInstant)).toEqual([])
  expect(await refresh('2027-02-01T06:52:00.000Z')).toContain(demoOffice.id)
  expect((await closedDates())[0]).toBe('2026-12-12')
})
