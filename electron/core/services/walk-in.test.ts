import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RegistrationForOffice } from '#shared/contract/citizen.ts'
import type { LiveNotice } from '#shared/contract/office.ts'
import { day, rules } from '#tests/support/domain-fixtures.ts'
import { seedAppointment, seedNow, seedOffice, seedStore, seedUsers } from '#tests/support/seed-store.ts'
import { dumpStore } from '#tests/support/test-core.ts'
import { openTestStore } from '#tests/support/test-store.ts'
import { admissionOf, registered } from '#tests/support/walk-ins.ts'
import { createLive } from '../live.ts'
import { CentralRefusedError } from '../sync/citizen-client.ts'
import { createDayService } from './day.ts'
import { RefusedError, RegistrationUnknownError, WalkInInvalidError } from './failure.ts'
import { actorOf } from './office-context.ts'
import { createVisitService } from './visit.ts'
import type { WalkInParts } from './walk-in.ts'
import { createWalkInService } from './walk-in.ts'

let test: ReturnType<typeof openTestStore>
let parts: WalkInParts
let now: Date
let notices: LiveNotice[]
let known: RegistrationForOffice | null
const clerk = actorOf(seedUsers.paziresh)
const documentsClerk = actorOf(seedUsers.madarek)
const supervisor = actorOf(seedUsers.masoul)
const person = registered()

beforeEach(() => {
  now = new Date(seedNow)
  notices = []
  known = person
  const clock = { now: () => now }
  test = openTestStore(clock)
  // 08:00 to 09:00 is full; at 10:22 every seat is free.
  seedStore(test.store, { appointments: 24 })
  parts = {
    store: test.store,
    clock,
    live: { ...createLive(), publish: (notice) => void notices.push(notice) },
    sync: { wake: () => {} },
    ask: answering(() => known),
  }
})
afterEach(() => test.close())

/** The central system's answer to the one question that is asked here; null for a registration that there is not. */
const answering =
  (answer: (codes: unknown) => RegistrationForOffice | null): WalkInParts['ask'] =>
  async (procedure, codes) => {
    const { outputSchema } = procedure['~orpc']
    const found = answer(codes)
    if (found === null || !outputSchema) throw new CentralRefusedError({ code: 'CREDENTIALS_UNKNOWN' })
    return outputSchema.parse(found)
  }
const walkIns = () => createWalkInService(parts)
/** Fills every seat from 10:20 on. */
function fillTheDay() {
  const rows = Array.from({ length: 144 }, (_, index) => ({
    ...seedAppointment(index),
    revision: 500 + index,
  }))
  test.store.transaction(() =>
    test.store.appointments.putFromServer(rows.map((row) => ({ server: row, shown: row }))),
  )
}
function refusal(work: () => unknown) {
  try {
    work()
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal
    throw error
  }
  throw new Error('it was not refused')
}

describe('the room of today', () => {
  it('is what the office’s hours leave', () => {
    expect(walkIns().room()).toEqual({
      date: day,
      status: 'open',
      slot: '10:20',
      capacity: 144,
      taken: 24,
      free: 88,
    })
  })
  it('is none when every slot is full, and on a closed day', () => {
    fillTheDay()
    expect(walkIns().room()).toMatchObject({ status: 'full', slot: '10:20', free: 0 })
    test.store.transaction(() =>
      test.store.office.put({ ...seedOffice, rules: { ...rules, closedDates: [day] } }),
    )
    expect(walkIns().room()).toMatchObject({ status: 'closed', slot: null })
  })
})

describe('to find a person', () => {
  it('asks the central system, with the codes in stored form', async () => {
    const asked: unknown[] = []
    parts = {
      ...parts,
      ask: answering((codes) => {
        asked.push(codes)
        return known
      }),
    }
    const { nationalCode, trackingCode } = person.applicant
    const typed = { nationalCode: nationalCode.replace(/1/g, '۱'), trackingCode: ` ${trackingCode}` }
    expect(await walkIns().find(typed)).toEqual({
      kind: 'registered',
      applicant: person.applicant,
      requestKind: 'first_issue',
      appointment: null,
      refusal: null,
    })
    expect(asked).toEqual([{ nationalCode, trackingCode }])
  })
  it('opens today’s own appointment without asking anybody', async () => {
    parts = { ...parts, ask: () => Promise.reject(new Error('asked')) }
    const { id, applicant } = seedAppointment(2)
    expect(await walkIns().find(applicant)).toMatchObject({ kind: 'here', row: { id, state: 'booked' } })
  })
  it('tells nobody from codes that cannot be', async () => {
    known = null
    await expect(walkIns().find(person.applicant)).rejects.toThrow(RegistrationUnknownError)
    await expect(walkIns().find({ nationalCode: '12', trackingCode: '' })).rejects.toMatchObject({
      fields: { nationalCode: 'national_code_length', trackingCode: 'required' },
    })
  })
  it('tells what stands in the way', async () => {
    const there = {
      ...seedAppointment(0),
      date: '2026-11-24',
      bring: [],
      office: { ...seedOffice },
    }
    const because = async (changes: Partial<RegistrationForOffice>) => {
      known = { ...person, ...changes }
      const found = await walkIns().find(person.applicant)
      return found.kind === 'registered' ? found.refusal : null
    }
    expect(await because({ appointment: there })).toEqual({
      code: 'already_booked',
      state: 'booked',
      appointmentId: there.id,
      date: '2026-11-24',
    })
    expect(await because({ appointment: { ...there, date: '2026-11-20' } })).toBeNull()
    expect(await because({ appointment: { ...there, state: 'cancelled' } })).toBeNull()
    expect(await because({ bookableFrom: '2026-11-25' })).toEqual({
      code: 'booking_banned',
      bookableFrom: '2026-11-25',
    })
    expect(await because({ bookableFrom: day })).toBeNull()
    expect(await because({ stage: 'issuing' })).toMatchObject({ code: 'transition_not_allowed' })
    expect(await because({ stage: 'a stage of tomorrow' })).toMatchObject({ code: 'transition_not_allowed' })
  })
})

describe('to admit a person', () => {
  it('makes the appointment and the arrival in one transaction, with a queue number', () => {
    const { appointment, sync, history } = walkIns().admit(clerk, admissionOf(person))
    expect(appointment).toMatchObject({
      date: day,
      slot: '10:20',
      state: 'arrived',
      queueNumber: 1,
      revision: 0,
      applicant: person.applicant,
      checkedInBy: clerk,
    })
    expect(sync).toBe('queued')
    expect(history.map(({ type }) => type)).toEqual(['walked_in', 'checked_in'])
    const [walkIn, arrival] = test.store.events.unconfirmedOf([appointment.id]).get(appointment.id) ?? []
    expect(walkIn).toMatchObject({ baseRevision: 0, predecessorId: null, payload: { overCapacity: null } })
    expect(arrival?.predecessorId).toBe(walkIn?.id)
    expect(notices).toEqual([
      {
        kind: 'appointments',
        origin: 'office',
        userId: clerk.userId,
        rows: [expect.objectContaining({ id: appointment.id, unconfirmed: true, state: 'arrived' })],
      },
    ])
    const inList = test.store.appointments.listDay(day).filter(({ id }) => id === appointment.id)
    expect(inList).toHaveLength(1)
    expect(walkIns().room()).toMatchObject({ taken: 25, free: 87 })
  })
  it('without the arrival only books', () => {
    const { appointment } = walkIns().admit(clerk, admissionOf(person, { checkIn: false }))
    expect(appointment).toMatchObject({ state: 'booked', queueNumber: null })
    expect(createVisitService(parts).checkIn(clerk, appointment.id, null).appointment.state).toBe('arrived')
  })
  it('with four to a slot, then the next slot', () => {
    const slots = Array.from({ length: 5 }, (_, index) => registered(index)).map(
      (one) => walkIns().admit(clerk, admissionOf(one)).appointment.slot,
    )
    expect(slots).toEqual(['10:20', '10:20', '10:20', '10:20', '10:30'])
  })
  it('refuses what is not valid, by field, and changes nothing', () => {
    const before = dumpStore(test.store, day)
    const { details } = admissionOf(person)
    const wrong = admissionOf(person, {
      trackingCode: '12',
      details: { ...details, firstName: 'x', birthDate: '2030-01-01', mobile: '' },
    })
    expect(() => walkIns().admit(clerk, wrong)).toThrow(WalkInInvalidError)
    try {
      walkIns().admit(clerk, wrong)
    } catch (error) {
      expect(error).toMatchObject({
        fields: {
          trackingCode: 'tracking_code_format',
          firstName: 'name_format',
          birthDate: 'birth_date_in_future',
          mobile: 'required',
        },
      })
    }
    expect(dumpStore(test.store, day)).toBe(before)
  })
  it('refuses who is here today already and tells the appointment, unless it was cancelled', () => {
    const booked = seedAppointment(3)
    const again = admissionOf({ ...person, applicant: booked.applicant })
    expect(refusal(() => walkIns().admit(clerk, again))).toEqual({
      code: 'already_booked',
      state: 'booked',
      appointmentId: booked.id,
      date: day,
    })
    const cancelled = { ...booked, state: 'cancelled' as const, revision: 90 }
    test.store.transaction(() =>
      test.store.appointments.putFromServer([{ server: cancelled, shown: cancelled }]),
    )
    expect(walkIns().admit(clerk, again).appointment.state).toBe('arrived')
    // And now there is one again.
    expect(refusal(() => walkIns().admit(clerk, again))).toMatchObject({ state: 'arrived' })
  })
  it('refuses who has an appointment to come in this office, and whom this office knows as banned', () => {
    const tomorrow = { ...seedAppointment(400), date: '2026-11-23' }
    const missed = {
      ...seedAppointment(401),
      date: '2026-11-20',
      state: 'no_show' as const,
      bookableFrom: '2026-11-24',
    }
    test.store.transaction(() =>
      test.store.appointments.putFromServer([tomorrow, missed].map((row) => ({ server: row, shown: row }))),
    )
    const of = (applicant: (typeof tomorrow)['applicant']) => admissionOf({ ...person, applicant })
    expect(refusal(() => walkIns().admit(clerk, of(tomorrow.applicant)))).toMatchObject({
      code: 'already_booked',
      date: '2026-11-23',
    })
    expect(refusal(() => walkIns().admit(clerk, of(missed.applicant)))).toEqual({
      code: 'booking_banned',
      bookableFrom: '2026-11-24',
    })
    now = new Date('2026-11-24T06:52:00.000Z')
    expect(walkIns().admit(clerk, of(missed.applicant)).appointment.date).toBe('2026-11-24')
  })
  it('when the day is full is for the supervisor, with a reason', () => {
    fillTheDay()
    expect(refusal(() => walkIns().admit(clerk, admissionOf(person)))).toEqual({ code: 'day_full' })
    const reasoned = admissionOf(person, { overCapacity: 'از شهر دور آمده است' })
    expect(refusal(() => walkIns().admit(clerk, reasoned))).toEqual({
      code: 'over_capacity_needs_supervisor',
    })
    expect(
      refusal(() => walkIns().admit(supervisor, admissionOf(person, { overCapacity: ' \u0000 ' }))),
    ).toEqual({
      code: 'reason_required',
    })
    const { appointment, history } = walkIns().admit(supervisor, reasoned)
    expect(appointment).toMatchObject({ slot: '10:20', state: 'arrived' })
    expect(history[0]?.payload).toMatchObject({ overCapacity: 'از شهر دور آمده است' })
  })
  it('keeps no reason that was not needed', () => {
    const { history } = walkIns().admit(supervisor, admissionOf(person, { overCapacity: 'to be sure' }))
    expect(history[0]?.payload).toMatchObject({ overCapacity: null })
  })
  it('is not for the documents desk', () => {
    expect(refusal(() => walkIns().admit(documentsClerk, admissionOf(person)))).toMatchObject({
      code: 'role_not_allowed',
    })
  })
  it('on a closed day nobody, and the arrival takes no queue number with it', () => {
    now = new Date('2026-11-22T12:00:00.000Z')
    createDayService(parts).close(supervisor, day)
    const reasoned = admissionOf(person, { overCapacity: 'because' })
    expect(refusal(() => walkIns().admit(supervisor, reasoned))).toMatchObject({
      code: 'day_already_closed',
      by: supervisor,
    })
    createDayService(parts).reopen(supervisor, day, 'still people here')
    test.store.transaction(() =>
      test.store.office.put({ ...seedOffice, rules: { ...rules, closedDates: [day] } }),
    )
    expect(refusal(() => walkIns().admit(supervisor, reasoned))).toEqual({ code: 'office_was_closed' })
    test.store.transaction(() => test.store.office.put(seedOffice))
    // Two hours and a half after the end the last slot is the current one, and over.
    const { appointment } = walkIns().admit(supervisor, reasoned)
    expect(appointment).toMatchObject({ slot: '13:50', queueNumber: 1 })
  })
  it('of a kind that the office has no requirement set for is refused', () => {
    const exchange = admissionOf({ ...person, requestKind: 'exchange' })
    expect(refusal(() => walkIns().admit(clerk, exchange))).toEqual({ code: 'requirement_set_unknown' })
  })
})
