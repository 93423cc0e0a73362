import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AppointmentEvent } from '#shared/domain/event.ts'
import { attendanceRate } from '#shared/domain/report.ts'
import { checkedIn, decided, event, items, otherDeviceId } from '#tests/support/domain-fixtures.ts'
import { seedAppointment, seedUsers } from '#tests/support/seed-store.ts'
import type { OfficeClient, TestCore } from '#tests/support/test-core.ts'
import { openTestCore, refusalOf, signIn } from '#tests/support/test-core.ts'
import { workDays } from '#tests/support/worked-days.ts'

/** A real core on a real database: what the desks do is counted, and what did not happen is not. */
const date = '2026-11-22'
let office: TestCore
let supervisor: OfficeClient
let reception: OfficeClient
let documents: OfficeClient
let ids: string[]
beforeEach(async () => {
  office = openTestCore({ appointments: 12 })
  supervisor = await signIn(office.portDesk(), 'masoul')
  reception = await signIn(office.portDesk(), 'paziresh')
  documents = await signIn(office.portDesk(), 'madarek')
  ids = (office.seeded?.appointments ?? []).map(({ id }) => id)
})
afterEach(() => office.close())

const id = (index: number): string => ids[index] ?? ''
const clock = (time: string) => office.setNow(`2026-11-22T${time}.000Z`)
const today = () => supervisor.reports.get({ unit: 'day', date })

async function visitOf(
  appointmentId: string,
  [arrived, begun, ended]: [string, string, string],
  failed?: string,
) {
  clock(arrived)
  await reception.visit.checkIn({ appointmentId })
  clock(begun)
  for (const { key } of items) {
    const verdict = key === failed ? 'failed' : 'accepted'
    const reasonCode = verdict === 'failed' ? 'absent' : null
    await documents.documents.decide({ appointmentId, item: key, verdict, reasonCode })
  }
  clock(ended)
  await documents.documents.conclude({ appointmentId })
}

const byAnotherDevice = (made: AppointmentEvent): AppointmentEvent => ({ ...made, deviceId: otherDeviceId })

describe('a day at the desks', () => {
  test('attendance, times, documents, load and work', async () => {
    await visitOf(id(0), ['04:40:00', '04:50:00', '04:55:00'])
    await visitOf(id(1), ['04:41:00', '05:01:00', '05:11:00'], 'postal_code')
    clock('06:52:00')
    await supervisor.visit.markNoShow({ appointmentId: id(2) })
    const report = await today()
    expect(report.span).toEqual({ unit: 'day', from: date, to: date })
    expect(report.total).toEqual({ came: 2, noShow: 1, open: 9, cancelled: 0, walkIns: 0 })
    expect(attendanceRate(report.total)).toBeCloseTo(2 / 3)
    expect(report.waiting).toEqual({ count: 2, median: 600, ninetieth: 1200 })
    expect(report.service).toEqual({ count: 2, median: 300, ninetieth: 600 })
    expect(report.documents).toEqual([
      { item: 'postal_code', visits: 1, reasons: [{ reason: 'absent', visits: 1 }] },
    ])
    expect(report.hours).toEqual([{ hour: 8, booked: 12, arrived: 2 }])
    expect(report.weekdays[1]).toEqual({ weekday: 1, days: 1, booked: 12, arrived: 2 })
    expect(report.clerks).toEqual([
      {
        userId: seedUsers.madarek.id,
        name: seedUsers.madarek.displayName,
        acts: { arrivals: 0, calls: 0, documents: 10, conclusions: 2, supervision: 0 },
      },
      {
        userId: seedUsers.masoul.id,
        name: seedUsers.masoul.displayName,
        acts: { arrivals: 0, calls: 0, documents: 0, conclusions: 0, supervision: 1 },
      },
      {
        userId: seedUsers.paziresh.id,
        name: seedUsers.paziresh.displayName,
        acts: { arrivals: 2, calls: 0, documents: 0, conclusions: 0, supervision: 0 },
      },
    ])
    expect(report.gaps.notClosed).toEqual([date])
  })

  test('a coming that was undone is counted from the one that held; a second round does not count', async () => {
    clock('04:30:00')
    await reception.visit.checkIn({ appointmentId: id(0) })
    await reception.visit.undoCheckIn({ appointmentId: id(0), reason: 'به جای دیگری' })
    expect((await today()).total).toMatchObject({ came: 0, open: 12 })
    await visitOf(id(0), ['05:00:00', '05:05:00', '05:10:00'], 'mobile_phone')
    clock('06:00:00')
    await reception.visit.recordReturn({ appointmentId: id(0) })
    clock('06:30:00')
    await documents.documents.decide({ appointmentId: id(0), item: 'mobile_phone', verdict: 'accepted' })
    await documents.documents.conclude({ appointmentId: id(0) })
    const report = await today()
    expect(report.waiting).toMatchObject({ count: 1, median: 300 })
    expect(report.service).toMatchObject({ count: 1, median: 300 })
    // It was missing at that visit, though it was brought later.
    expect(report.documents).toMatchObject([{ item: 'mobile_phone', visits: 1 }])
  })

  test('what the central system refused is nobody’s work and no missing document', async () => {
    await visitOf(id(0), ['04:40:00', '04:50:00', '04:55:00'], 'postal_code')
    const before = await today()
    expect(before.documents).toHaveLength(1)
    const refused = office.store.events
      .loggedAfter(0)
      .map(({ json }) => JSON.parse(json) as AppointmentEvent)
      .filter(({ type }) => type === 'document_decided' || type === 'documents_concluded')
    office.store.transaction(() =>
      office.store.events.recordResults(
        refused.map(({ id }) => ({
          id,
          status: 'rejected' as const,
          code: 'transition_not_allowed' as const,
          message: 'no',
        })),
      ),
    )
    const after = await today()
    expect(after.documents).toEqual([])
    expect(after.service.count).toBe(0)
    expect(after.clerks.map(({ userId }) => userId)).toEqual([seedUsers.paziresh.id])
  })

  test('the work of another device counts, and what came back of our own counts once', async () => {
    await visitOf(id(0), ['04:40:00', '04:50:00', '04:55:00'])
    const own = office.store.events.loggedAfter(0).map(({ json }) => JSON.parse(json) as AppointmentEvent)
    const server = { ...seedAppointment(3, date), state: 'arrived' as const, queueNumber: 9, arrivedOn: date }
    const at = (time: string) => ({ appointmentId: id(3), deviceTime: `2026-11-22T${time}.000Z` })
    const theirs = [
      checkedIn(at('05:00:00')),
      decided('postal_code', 'failed', at('05:20:00')),
      event('documents_concluded', { outcome: 'incomplete' }, at('05:25:00')),
    ].map(byAnotherDevice)
    office.store.transaction(() => {
      office.store.appointments.putFromServer([{ server, shown: server }])
      office.store.events.putForeign(
        [...own, ...theirs].map((each, index) => ({ event: each, revision: 100 + index })),
      )
    })
    const report = await today()
    expect(report.total.came).toBe(2)
    expect(report.waiting).toEqual({ count: 2, median: 600, ninetieth: 1200 })
    expect(report.documents).toMatchObject([{ item: 'postal_code', visits: 1 }])
    const documentsDesk = report.clerks.find(({ userId }) => userId === seedUsers.madarek.id)
    expect(documentsDesk?.acts).toMatchObject({ documents: 5, conclusions: 1 })
  })

  test('who was called to a desk has waited until then, not until the first document', async () => {
    clock('05:00:00')
    await reception.visit.checkIn({ appointmentId: id(0) })
    const call = { appointmentId: id(0), deviceTime: '2026-11-22T05:04:00.000Z' }
    office.store.transaction(() =>
      office.store.events.putForeign([
        { event: byAnotherDevice(event('called', { desk: 2, outOfTurn: false }, call)), revision: 100 },
      ]),
    )
    clock('05:06:00')
    await documents.documents.decide({ appointmentId: id(0), item: 'postal_code', verdict: 'accepted' })
    clock('05:14:00')
    await documents.documents.conclude({ appointmentId: id(0) })
    const report = await today()
    expect(report.waiting).toMatchObject({ count: 1, median: 240 })
    expect(report.service).toMatchObject({ count: 1, median: 600 })
  })

  test('a walk-in is counted beside those who had an appointment', async () => {
    const row = seedAppointment(20, date)
    const made = event(
      'walked_in',
      { date, slot: '10:00', requestKind: 'first_issue', applicant: row.applicant, overCapacity: null },
      { appointmentId: row.id },
    )
    const shown = { ...row, state: 'arrived' as const, queueNumber: 1, arrivedOn: date }
    office.store.transaction(() => {
      office.store.appointments.putFromServer([{ server: shown, shown }])
      office.store.events.putForeign([{ event: byAnotherDevice(made), revision: 300 }])
    })
    expect((await today()).total).toEqual({ came: 0, noShow: 0, open: 12, cancelled: 0, walkIns: 1 })
  })
})

describe('how far the figures go', () => {
  const gaps = async (unit: 'day' | 'week' | 'month' = 'month') =>
    (await supervisor.reports.get({ unit, date })).gaps

  test('a list that never came to its end, and days before the first that is known', async () => {
    expect(await gaps()).toMatchObject({ incomplete: true, dataBegins: null, toCome: 29 })
    expect(await gaps('week')).toMatchObject({ dataBegins: date, toCome: 5 })
  })

  test('up to when the central system’s data are here, while the span reaches further', async () => {
    office.store.settings.set('pullRoundComplete', true)
    office.store.settings.set('dataAsOf', '2026-11-22T06:00:00.000Z')
    expect(await gaps()).toMatchObject({ incomplete: false, dataAsOf: null, leftOut: false })
    office.setNow('2026-11-25T06:00:00.000Z')
    // Sessions end over night.
    await signIn({ client: supervisor, close: () => undefined }, 'masoul')
    expect(await gaps()).toMatchObject({ dataAsOf: '2026-11-22T06:00:00.000Z' })
    expect(await gaps('day')).toMatchObject({ dataAsOf: null })
    office.store.settings.set('leftOut', true)
    expect(await gaps()).toMatchObject({ leftOut: true })
  })

  test('a closed day is told as closed', async () => {
    office.setNow('2026-11-22T12:00:00.000Z')
    await supervisor.day.close({ date })
    const report = await today()
    expect(report.gaps.notClosed).toEqual([])
    expect(report.days).toMatchObject([{ closed: true, attendance: { noShow: 12, open: 0 } }])
  })
})

test('only the supervisor gets reports, of dates that an office can have', async () => {
  for (const desk of [reception, documents])
    expect(await refusalOf(desk.reports.get({ unit: 'day', date }))).toMatchObject({ code: 'FORBIDDEN' })
  expect(await refusalOf(supervisor.reports.get({ unit: 'month', date: '0001-01-01' }))).toMatchObject({
    code: 'BAD_REQUEST',
  })
})

test('nothing in a report is about an applicant', async () => {
  workDays(office.store, { from: '2026-11-14', days: 2, perDay: 16 })
  const text = JSON.stringify(await supervisor.reports.get({ unit: 'week', date: '2026-11-14' }))
  for (const { id: appointmentId, applicant } of [
    seedAppointment(0, '2026-11-14'),
    seedAppointment(3, '2026-11-15'),
  ])
    for (const told of [appointmentId, applicant.nationalCode, applicant.trackingCode, applicant.lastName])
      expect(text).not.toContain(told)
  expect(JSON.parse(text)).toMatchObject({ total: { came: 28, noShow: 4 }, waiting: { count: 28 } })
})
