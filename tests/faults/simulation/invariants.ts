import { isDeepStrictEqual } from 'node:util'
import type { Store } from '#db/store.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { AppointmentEvent, OfficeEvent } from '#shared/domain/event.ts'
import { chainStart, occurredAt } from '#shared/domain/event.ts'
import { hashEvent } from '#shared/domain/event-chain.ts'
import { reduce } from '#shared/domain/reduce.ts'
import type { AppointmentState } from '#shared/domain/state.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import type { RecordedThere } from './central-side.ts'

/** Something that must hold does not. */
export class Broken extends Error {
  override readonly name = 'Broken'
}

const must = (holds: boolean, what: () => string): void => {
  if (!holds) throw new Broken(what())
}

/** Numbers without a gap, each naming the hash of the one before. */
export function expectWholeChain(whose: string, events: readonly OfficeEvent[]): void {
  let hash = chainStart
  for (const [place, event] of events.entries()) {
    must(
      event.deviceSeq === place + 1,
      () => `${whose}: number ${event.deviceSeq} stands at place ${place + 1}`,
    )
    must(event.previousHash === hash, () => `${whose}: the chain is broken before number ${event.deviceSeq}`)
    hash = hashEvent(event)
  }
}

/**
 * At any moment an office shows the central system's rows with its own acts that are not in them yet: as the rules allow
 * them, or allowed them before a day was closed of which the office learnt after the act.
 */
export function expectOwnActsShown(store: Store, dates: readonly string[]): void {
  const now = store.office.get()?.rules
  if (now === undefined) return
  const ids = dates.flatMap((date) => store.appointments.listDay(date).map(({ id }) => id))
  const own = store.events.unconfirmedOf(ids)
  for (const [id, server] of store.appointments.serverRows(ids)) {
    const shown = store.appointments.get(id)?.appointment
    const expected = [now, { ...now, closedDates: [] }].map((rules) => {
      let row = server
      for (const event of own.get(id) ?? []) {
        const reduction = reduce(row, event, rules)
        if (reduction.ok) row = reduction.value
      }
      return row
    })
    must(
      expected.some((row) => shown?.state === row.state && shown.queueNumber === row.queueNumber),
      () => `${id} is shown as ${shown?.state} ${shown?.queueNumber}, and should be ${expected[0]?.state}`,
    )
  }
}

/** Every act that the office confirmed is in its log, as it was confirmed. */
export function expectConfirmedHere(store: Store, confirmed: readonly OfficeEvent[]): void {
  for (const event of confirmed) {
    const logged = store.events.get(event.id)
    must(logged !== undefined, () => `confirmed and gone: ${event.type}, number ${event.deviceSeq}`)
    must(
      logged !== undefined && hashEvent(logged.event) === hashEvent(event),
      () => `confirmed and changed: ${event.id}`,
    )
  }
}

/**
 * Every act that the office confirmed is at the central system exactly once; where it was refused there, the office knows
 * it, with the reason: in the tray, or settled by the supervisor.
 */
export function expectConfirmedThere(
  store: Store,
  confirmed: readonly OfficeEvent[],
  log: readonly RecordedThere[],
): void {
  const times = new Map<string, number>()
  const there = new Map<string, RecordedThere>()
  for (const recorded of log) {
    times.set(recorded.event.id, (times.get(recorded.event.id) ?? 0) + 1)
    there.set(recorded.event.id, recorded)
    must(recorded.code !== 'chain_broken', () => `the chain arrived broken at ${recorded.event.deviceSeq}`)
    must(recorded.code !== 'event_malformed', () => `malformed at the central system: ${recorded.event.type}`)
  }
  for (const [id, count] of times) must(count === 1, () => `${id} is at the central system ${count} times`)
  for (const event of confirmed) {
    const recorded = there.get(event.id)
    must(
      recorded !== undefined,
      () => `confirmed and never arrived: ${event.type}, number ${event.deviceSeq}`,
    )
    must(recorded?.hash === hashEvent(event), () => `arrived as something else: ${event.id}`)
    const here = store.events.get(event.id)
    if (recorded?.status === 'applied') {
      must(here?.status === 'applied', () => `applied there, ${here?.status} here: ${event.type} ${event.id}`)
    } else {
      const known = here?.status === 'rejected' || here?.status === 'withdrawn'
      must(known, () => `refused there, ${here?.status} here: ${event.type} ${event.id}`)
      must(
        here?.code === recorded?.code,
        () => `refused for ${recorded?.code}, told ${here?.code}: ${event.id}`,
      )
    }
  }
}

/** Each number of a day is one person's: among the arrivals that the central system took in. */
export function expectUniqueQueueNumbers(log: readonly RecordedThere[]): void {
  const given = new Map<string, string | null>()
  for (const { event, status } of log) {
    if (event.type !== 'checked_in' || status === 'rejected') continue
    const key = `${tehranDateOf(occurredAt(event))} ${event.payload.queueNumber}`
    const holder = given.get(key) ?? event.appointmentId
    must(holder === event.appointmentId, () => `two people have the number ${key}`)
    given.set(key, event.appointmentId)
  }
}

/** What each event leads from and to, written down a second time so that a slip in the rule book shows (DESIGN 3). */
const table: Record<
  Exclude<AppointmentEvent['type'], 'walked_in'>,
  { from: readonly AppointmentState[]; to: AppointmentState | 'same' | 'outcome' }
> = {
  // From the two withdrawn states only where the office had not seen that yet.
  checked_in: { from: ['booked', 'cancelled', 'no_show'], to: 'arrived' },
  check_in_undone: { from: ['arrived'], to: 'booked' },
  document_decided: { from: ['arrived', 'documents_incomplete'], to: 'same' },
  details_corrected: { from: ['arrived', 'documents_incomplete'], to: 'same' },
  documents_concluded: { from: ['arrived'], to: 'outcome' },
  returned: { from: ['documents_incomplete'], to: 'arrived' },
  served: { from: ['documents_complete'], to: 'served' },
  marked_no_show: { from: ['booked'], to: 'no_show' },
  no_show_reversed: { from: ['no_show'], to: 'booked' },
  cancelled: { from: ['booked'], to: 'cancelled' },
  called: { from: ['arrived', 'documents_complete'], to: 'same' },
  recalled: { from: ['arrived', 'documents_complete'], to: 'same' },
  call_skipped: { from: ['arrived', 'documents_complete'], to: 'same' },
  handed_over: { from: ['arrived', 'documents_complete'], to: 'same' },
}

/** Every appointment came to its state by steps of the table, and is of one piece. */
export function expectLawfulStates(
  appointments: readonly Appointment[],
  history: readonly AppointmentEvent[],
): void {
  const states = new Map<string, AppointmentState>()
  for (const event of history) {
    const { appointmentId: id, type } = event
    const before = states.get(id) ?? 'booked'
    if (type === 'walked_in') {
      must(!states.has(id), () => `${id} was made twice`)
      states.set(id, 'booked')
      continue
    }
    const { from, to } = table[type]
    must(from.includes(before), () => `${type} from ${before}: ${id}`)
    if (to === 'same') continue
    if (to !== 'outcome') states.set(id, to)
    else if (type === 'documents_concluded') {
      states.set(id, event.payload.outcome === 'complete' ? 'documents_complete' : 'documents_incomplete')
    }
  }
  for (const { id, state, queueNumber, arrivedOn, withdrawal, bookableFrom } of appointments) {
    must((states.get(id) ?? 'booked') === state, () => `${id} is ${state} without having come there`)
    const isHere = ['arrived', 'documents_incomplete', 'documents_complete', 'served'].includes(state)
    must(
      (queueNumber !== null) === isHere && (arrivedOn !== null) === isHere,
      () => `${id} is ${state} with the number ${queueNumber}`,
    )
    const isWithdrawn = state === 'cancelled' || state === 'no_show'
    must((withdrawal !== null) === isWithdrawn, () => `${id} is ${state} with a withdrawal or without one`)
    must(
      (bookableFrom !== null) === (state === 'no_show'),
      () => `${id} is ${state} and its ban says ${bookableFrom}`,
    )
  }
}

/** What the office shows is what the central system has; `refused` are walk-ins that somebody has yet to settle. */
export function expectSameRows(
  store: Store,
  appointments: readonly Appointment[],
  dates: readonly string[],
  refused: ReadonlySet<string>,
): void {
  const shown = new Set(dates.flatMap((date) => store.appointments.listDay(date).map(({ id }) => id)))
  for (const appointment of appointments) {
    const here = store.appointments.get(appointment.id)
    must(here !== undefined, () => `not in the office: ${appointment.id}`)
    must(
      isDeepStrictEqual(here?.appointment, appointment),
      () => `differs: here ${JSON.stringify(here?.appointment)}, there ${JSON.stringify(appointment)}`,
    )
    must(here?.sync !== 'queued', () => `nothing waits, and yet marked as waiting: ${appointment.id}`)
    shown.delete(appointment.id)
  }
  for (const id of shown) must(refused.has(id), () => `only in the office: ${id}`)
}
