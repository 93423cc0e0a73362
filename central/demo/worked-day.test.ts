import { describe, expect, test } from 'vitest'
import { type Appointment, appointmentSchema } from '#shared/domain/appointment.ts'
import { openDay, reduceDay } from '#shared/domain/day.ts'
import { type AppointmentEvent, chainStart, type DayEvent } from '#shared/domain/event.ts'
import { reduce } from '#shared/domain/reduce.ts'
import { tehranDateOf, tehranTimeOf } from '#shared/domain/tehran-time.ts'
import { nextId, otherDeviceId } from '#tests/support/domain-fixtures.ts'
import { appointmentsOf, usualDay } from './day.ts'
import { demoOffice } from './office.ts'
import { type Act, workDay } from './worked-day.ts'

const date = '2026-11-21'
const booked = appointmentsOf(date, 0, usualDay)
const acts = workDay(date, booked, demoOffice.rules)

const eventOf = ({ at, actor, appointment, type, payload }: Act, index: number) => ({
  id: nextId(),
  officeId: demoOffice.id,
  deviceId: otherDeviceId,
  deviceSeq: index + 1,
  actor,
  deviceTime: new Date(at).toISOString(),
  clockOffsetMs: 0,
  previousHash: chainStart,
  type,
  payload,
  ...(appointment
    ? { appointmentId: appointment.id, baseRevision: 0, predecessorId: null }
    : { appointmentId: null }),
})

/** What the rule book makes of the whole day; throws for an act that it refuses. */
function worked(): { appointments: Map<string, Appointment>; closed: ReturnType<typeof openDay> } {
  const appointments = new Map(booked.map((appointment) => [appointment.id, appointment]))
  let day = openDay(demoOffice.id, date)
  for (const [index, act] of acts.entries()) {
    const event = eventOf(act, index)
    if (act.appointment === null) {
      const reduced = reduceDay(day, event as DayEvent)
      if (!reduced.ok) throw new Error(`${act.type}: ${reduced.refusal.code}`)
      day = reduced.value
    } else {
      const before = appointments.get(act.appointment.id)
      if (!before) throw new Error('not of this day')
      const reduced = reduce(before, event as AppointmentEvent, demoOffice.rules)
      if (!reduced.ok) throw new Error(`${act.type}: ${reduced.refusal.code}`)
      appointments.set(before.id, reduced.value)
    }
  }
  return { appointments, closed: day }
}

describe('a worked day of the demonstration', () => {
  test('is the same each time', () => {
    expect(workDay(date, booked, demoOffice.rules)).toEqual(acts)
  })

  test('is what the rule book allows, and is closed with counts that are true', () => {
    const { appointments, closed } = worked()
    const states = [...appointments.values()].map((appointment) => {
      appointmentSchema.parse({ ...appointment, revision: 1 })
      return appointment.state
    })
    const count = (state: string) => states.filter((one) => one === state).length
    expect(closed.closed?.counts).toEqual({
      booked: 0,
      arrived: 0,
      documents_complete: 0,
      documents_incomplete: count('documents_incomplete'),
      served: count('served'),
      no_show: count('no_show'),
      cancelled: 0,
    })
    // An ordinary day: most are served, some lack something, some do not come, and some are back with it the same day.
    expect(count('served')).toBeGreaterThan(usualDay * 0.75)
    expect(count('documents_incomplete')).toBeGreaterThan(0)
    expect(count('no_show')).toBeGreaterThan(usualDay * 0.03)
    expect(acts.filter(({ type }) => type === 'returned').length).toBeGreaterThan(0)
    expect(acts.filter(({ type }) => type === 'details_corrected').length).toBeGreaterThan(0)
  })

  test('runs in the order of time, within its own day, with queue numbers in the order of arrival', () => {
    expect(acts.map(({ at }) => at)).toEqual(acts.map(({ at }) => at).sort((a, b) => a - b))
    const instants = acts.map(({ at }) => new Date(at).toISOString())
    expect(new Set(instants.map(tehranDateOf))).toEqual(new Set([date]))
    expect(tehranTimeOf(instants[0] ?? '') >= demoOffice.opensAt).toBe(true)
    const numbers = acts.flatMap((act) => (act.type === 'checked_in' ? [act.payload.queueNumber] : []))
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  })

  test('has one person at the desk at a time', () => {
    let atDesk: string | null = null
    for (const act of acts) {
      if (act.type === 'called') {
        expect(atDesk).toBeNull()
        atDesk = act.appointment.id
      }
      if (act.type === 'served') atDesk = null
      if (act.type === 'documents_concluded' && act.payload.outcome === 'incomplete') atDesk = null
    }
    expect(atDesk).toBeNull()
  })
})
