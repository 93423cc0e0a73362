import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LiveNotice } from '#shared/contract/office.ts'
import type { ChangingEvent, OfficeEvent } from '#shared/domain/event.ts'
import { chainStart, isViewing } from '#shared/domain/event.ts'
import { hashEvent } from '#shared/domain/event-chain.ts'
import { deviceId, items, officeId } from '#tests/support/domain-fixtures.ts'
import { seedUsers } from '#tests/support/seed-store.ts'
import type { OfficeClient, TestCore } from '#tests/support/test-core.ts'
import { openTestCore, refusalOf, signIn } from '#tests/support/test-core.ts'

let office: TestCore
let reception: OfficeClient
let documents: OfficeClient
let supervisor: OfficeClient
const date = '2026-11-22'
const id = (index: number): string => office.seeded?.appointments[index]?.id ?? ''

async function signAllIn(): Promise<void> {
  reception = await signIn(office.portDesk(), 'paziresh')
  documents = await signIn(office.portDesk(), 'madarek')
  supervisor = await signIn(office.portDesk(), 'masoul')
}

beforeEach(async () => {
  office = openTestCore({ appointments: 40 })
  await signAllIn()
})
afterEach(() => office.close())

/** All changes of the device in order. */
function log(): ChangingEvent[] {
  return office.store.events
    .queued(10_000, 0)
    .map(({ json }) => JSON.parse(json) as OfficeEvent)
    .filter((event): event is ChangingEvent => !isViewing(event))
}

async function acceptAll(appointmentId: string): Promise<void> {
  for (const { key } of items) {
    await documents.documents.decide({ appointmentId, item: key, verdict: 'accepted' })
  }
}

test('a whole visit: arrival, a failed document, incomplete, return, complete, served', async () => {
  const appointmentId = id(0)
  const arrived = await reception.visit.checkIn({ appointmentId })
  expect(arrived.appointment).toMatchObject({ state: 'arrived', queueNumber: 1, arrivedOn: date })
  expect(arrived.sync).toBe('queued')

  await documents.documents.decide({
    appointmentId,
    item: 'birth_certificate_original',
    verdict: 'failed',
    reasonCode: 'absent',
    note: 'فردا می‌آورد',
  })
  const corrected = await documents.documents.correct({
    appointmentId,
    field: 'landline',
    value: '۸۸۶۳-۴۷۱۹',
  })
  expect(corrected.appointment.applicant.landline).toBe('02188634719')
  const incomplete = await documents.documents.conclude({ appointmentId })
  expect(incomplete.appointment.state).toBe('documents_incomplete')

  await reception.visit.recordReturn({ appointmentId })
  await acceptAll(appointmentId)
  const complete = await documents.documents.conclude({ appointmentId })
  expect(complete.appointment.state).toBe('documents_complete')
  const served = await documents.visit.serve({ appointmentId })
  expect(served.appointment.state).toBe('served')
  expect(served.history.map(({ type }) => type)).toEqual([
    'checked_in',
    'document_decided',
    'details_corrected',
    'documents_concluded',
    'returned',
    ...items.map(() => 'document_decided'),
    'documents_concluded',
    'served',
  ])
  expect(served.history.every(({ sync }) => sync === 'queued')).toBe(true)
})

test('every event continues the log: gapless, chained, naming what the office had seen', async () => {
  office.store.settings.set('clockOffsetMs', 1500)
  await reception.visit.checkIn({ appointmentId: id(0) })
  await reception.visit.checkIn({ appointmentId: id(1) })
  await reception.visit.undoCheckIn({ appointmentId: id(0), reason: 'اشتباه در نام' })
  const events = log()
  expect(events.map(({ deviceSeq }) => deviceSeq)).toEqual([1, 2, 3])
  expect(events.map(({ previousHash }) => previousHash)).toEqual([
    chainStart,
    ...events.slice(0, 2).map(hashEvent),
  ])
  expect(events[2]).toMatchObject({
    officeId,
    deviceId,
    appointmentId: id(0),
    predecessorId: events[0]?.id,
    baseRevision: 10,
    clockOffsetMs: 1500,
    deviceTime: '2026-11-22T06:52:00.000Z',
    actor: { kind: 'user', userId: seedUsers.paziresh.id, roles: ['reception'] },
  })
  expect(events.map(({ id }) => id)).toEqual(events.map(({ id }) => id).toSorted())
  const visit = await reception.visit.get({ appointmentId: id(1) })
  expect(visit.appointment.arrivedAt).toBe('2026-11-22T06:52:01.500Z')
  expect(office.woken()).toBe(3)
})

test('queue numbers follow the order of arrival and are not given twice, not after an undo either', async () => {
  const numbers: (number | null)[] = []
  for (const index of [5, 3, 9]) {
    const { appointment } = await reception.visit.checkIn({ appointmentId: id(index) })
    numbers.push(appointment.queueNumber)
  }
  await reception.visit.undoCheckIn({ appointmentId: id(9), reason: 'اشتباه' })
  const again = await reception.visit.checkIn({ appointmentId: id(9) })
  expect([...numbers, again.appointment.queueNumber]).toEqual([1, 2, 3, 4])
})

test('a refused check-in takes no queue number and leaves no event', async () => {
  await reception.visit.checkIn({ appointmentId: id(0) })
  expect(await refusalOf(reception.visit.checkIn({ appointmentId: id(0) }))).toEqual({
    code: 'REFUSED',
    defined: true,
    data: {
      code: 'already_checked_in',
      state: 'arrived',
      by: expect.objectContaining({ displayName: seedUsers.paziresh.displayName }),
      at: '2026-11-22T06:52:00.000Z',
    },
  })
  expect(log()).toHaveLength(1)
  const { appointment } = await reception.visit.checkIn({ appointmentId: id(1) })
  expect(appointment.queueNumber).toBe(2)
})

test('another day than the appointment’s is for the supervisor, with a reason', async () => {
  office.setNow('2026-11-23T06:00:00.000Z')
  await signAllIn()
  const appointmentId = id(0)
  const code = async (call: Promise<unknown>) => (await refusalOf(call)).data
  expect(await code(reception.visit.checkIn({ appointmentId }))).toMatchObject({ code: 'not_its_day' })
  expect(await code(supervisor.visit.checkIn({ appointmentId }))).toMatchObject({ code: 'reason_required' })
  const visit = await supervisor.visit.checkIn({ appointmentId, reason: 'دفتر دیروز تعطیل بود' })
  expect(visit.appointment).toMatchObject({ arrivedOn: '2026-11-23', queueNumber: 1 })
})

test('what cannot be read as a detail is refused, and the value stays', async () => {
  await reception.visit.checkIn({ appointmentId: id(0) })
  const refusal = await refusalOf(
    documents.documents.correct({ appointmentId: id(0), field: 'postalCode', value: '1234567890' }),
  )
  expect(refusal).toMatchObject({ code: 'REFUSED', data: { code: 'value_invalid', items: ['postalCode'] } })
  expect(log()).toHaveLength(1)
})

test('a scanned code is found in any digits, with lost zeros too; the wanted day first', async () => {
  const { nationalCode = '', trackingCode = '' } = office.seeded?.appointments[3]?.applicant ?? {}
  const persian = nationalCode.replace(/[0-9]/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)))
  for (const code of [
    nationalCode,
    persian,
    ` ${nationalCode.slice(0, 3)}-${nationalCode.slice(3)}`,
    trackingCode,
  ]) {
    const rows = await reception.visit.find({ code, date })
    expect(rows.map((row) => row.id)).toEqual([id(3)])
  }
  for (const code of ['0000000001', 'علی', '12', "' OR 1=1 --"]) {
    expect(await reception.visit.find({ code, date })).toEqual([])
  }
})

describe('closing the day', () => {
  const afterWork = '2026-11-22T11:00:00.000Z'

  test('names how many are undecided, then how many are too early, and changes nothing', async () => {
    await reception.visit.checkIn({ appointmentId: id(0) })
    await reception.visit.checkIn({ appointmentId: id(1) })
    expect((await refusalOf(supervisor.day.close({ date }))).data).toEqual({
      code: 'day_has_undecided',
      count: 2,
    })
    for (const index of [0, 1]) {
      await documents.documents.conclude({ appointmentId: id(index) })
    }
    // At 08:51 the four slots up to 08:30 are past their grace, the six from 08:40 on, of four each, are not.
    office.setNow('2026-11-22T05:21:00.000Z')
    const early = await refusalOf(supervisor.day.close({ date }))
    expect(early.data).toEqual({ code: 'too_early_for_no_show', count: 24 })
    expect(log().map(({ type }) => type)).not.toContain('marked_no_show')
    expect((await supervisor.day.list({ date })).day.closed).toBeNull()
  })

  test('marks who is still booked, counts, and after that refuses every act of the day', async () => {
    await reception.visit.checkIn({ appointmentId: id(0) })
    await documents.documents.conclude({ appointmentId: id(0) })
    office.setNow(afterWork)
    const day = await supervisor.day.close({ date })
    expect(day.closed).toMatchObject({
      by: { displayName: seedUsers.masoul.displayName },
      at: afterWork,
      counts: { no_show: 39, documents_incomplete: 1, booked: 0 },
    })
    const events = log()
    expect(events.filter(({ type }) => type === 'marked_no_show')).toHaveLength(39)
    expect(events.at(-1)).toMatchObject({ type: 'day_closed', appointmentId: null })
    const { rows } = await supervisor.day.list({ date })
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['no_show', 'documents_incomplete']))
    const missed = await supervisor.visit.get({ appointmentId: id(5) })
    expect(missed).toMatchObject({ dayClosed: true, appointment: { bookableFrom: '2026-11-26' } })

    const closed = { code: 'day_already_closed', at: afterWork }
    const refusals = [
      reception.visit.recordReturn({ appointmentId: id(0) }),
      documents.documents.decide({ appointmentId: id(0), item: 'postal_code', verdict: 'accepted' }),
      supervisor.visit.reverseNoShow({ appointmentId: id(5), reason: 'در ترافیک مانده بود' }),
      supervisor.day.close({ date }),
    ]
    for (const refusal of refusals) expect((await refusalOf(refusal)).data).toMatchObject(closed)
    expect(log()).toHaveLength(events.length)

    const calendar = await supervisor.day.calendar({ from: date, to: date })
    expect(calendar).toEqual([{ date, appointments: 40, served: 0, closed: true }])
  })

  test('reopening lets work go on; the reversal lifts the ban', async () => {
    office.setNow(afterWork)
    await supervisor.day.close({ date })
    const day = await supervisor.day.reopen({ date, reason: 'متقاضی پشت در بود' })
    expect(day.closed).toBeNull()
    expect((await refusalOf(supervisor.day.reopen({ date, reason: 'باز هم' }))).data).toEqual({
      code: 'day_not_closed',
    })
    const visit = await supervisor.visit.reverseNoShow({ appointmentId: id(5), reason: 'در ترافیک بود' })
    expect(visit.appointment).toMatchObject({ state: 'booked', bookableFrom: null })
    expect((await reception.visit.checkIn({ appointmentId: id(5) })).appointment.state).toBe('arrived')
  })

  test('a day to come cannot be closed', async () => {
    expect((await refusalOf(supervisor.day.close({ date: '2026-11-23' }))).data).toEqual({
      code: 'not_its_day',
    })
  })

  test('nobody arrives on a closed day, for another day’s appointment neither', async () => {
    office.setNow('2026-11-23T06:00:00.000Z')
    await signAllIn()
    await supervisor.day.close({ date: '2026-11-23' })
    const late = supervisor.visit.checkIn({ appointmentId: id(0), reason: 'دیروز نوبت داشت' })
    expect((await refusalOf(late)).data).toMatchObject({ code: 'day_already_closed' })
  })
})

test('the screens are told whole rows, after the change is kept', async () => {
  const notices: LiveNotice[] = []
  const watching = new AbortController()
  const iterator = await supervisor.live.watch(undefined, { signal: watching.signal })
  const reading = (async () => {
    for await (const notice of iterator) notices.push(notice)
  })().catch(() => undefined)
  await reception.visit.checkIn({ appointmentId: id(2) })
  await expect.poll(() => notices.length).toBe(1)
  expect(notices[0]).toMatchObject({
    kind: 'appointments',
    origin: 'office',
    userId: seedUsers.paziresh.id,
    rows: [{ id: id(2), state: 'arrived', queueNumber: 1, sync: 'queued' }],
  })
  watching.abort()
  await reading
  await expect.poll(() => office.live.subscribers).toBe(0)
})

test('the schedule holds the chosen lines, and counts its copies for each choice', async () => {
  office.store.settings.set('dataAsOf', '2026-11-22T06:00:00.000Z')
  const all = await supervisor.schedule.get({ date })
  expect(all).toMatchObject({
    preparedBy: seedUsers.masoul.displayName,
    dataAsOf: '2026-11-22T06:00:00.000Z',
  })
  expect(all.rows).toHaveLength(40)
  expect((await supervisor.schedule.get({ date, slot: '08:10' })).rows.map(({ id }) => id)).toHaveLength(4)
  await reception.visit.checkIn({ appointmentId: id(7) })
  const arrived = await supervisor.schedule.get({ date, states: ['arrived'] })
  expect(arrived.rows.map((row) => row.id)).toEqual([id(7)])

  const copy = async (states: ('arrived' | 'booked')[], slot: string | null = null) =>
    (await supervisor.schedule.recordCopy({ date, states, slot })).copy
  expect(await copy([])).toBe(1)
  expect(await copy([])).toBe(2)
  expect(await copy(['arrived', 'booked'])).toBe(1)
  expect(await copy(['booked', 'arrived'])).toBe(2)
  expect(await copy(['arrived'], '08:10')).toBe(1)
})

test('the time that is shown and recorded is the server’s as it was measured', async () => {
  office.setNow('2026-11-22T20:29:59.000Z')
  expect(await supervisor.session.current()).toMatchObject({ today: '2026-11-22' })
  office.store.settings.set('clockOffsetMs', 1000)
  expect(await supervisor.session.current()).toMatchObject({
    now: '2026-11-22T20:30:00.000Z',
    today: '2026-11-23',
  })
})
