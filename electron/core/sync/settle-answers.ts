import type { LoggedEvent, QueuedEvent, Store } from '#db/store.ts'
import type { EventResult, PushAnswer } from '#shared/contract/central.ts'
import { isDayEvent, isUserEvent } from '#shared/domain/event.ts'
import { CentralFailure } from './central-failure.ts'
import type { ClockOffset } from './clock-offset.ts'
import { ownWalkIn, rebaseAppointment, rebaseDay } from './rebase.ts'
import { showPeople } from './rebase-people.ts'

export type Settled = {
  /** Appointments whose events were answered: their marks, and of refused ones their rows, may be others now. */
  appointments: string[]
  /** Days that went back to the central system's version. */
  days: string[]
  /** Whether something that was done to people was refused. */
  people: boolean
}

/**
 * Writes down what became of a batch, in one transaction: the answers, the rows of refused events back to the central
 * system's version with what else is pending, the marks.
 *
 * Throws `CentralFailure` `answer_malformed` when the answers are not about this batch.
 */
export function settleAnswers(
  store: Store,
  offset: ClockOffset,
  batch: readonly QueuedEvent[],
  answer: PushAnswer,
): Settled {
  const { results, expectedSeq } = answer
  refuseOtherEvents(batch, results)
  if (expectedSeq === undefined && results.length < batch.length) throw new CentralFailure('answer_malformed')
  return store.transaction(() => {
    const settled = writeAnswers(store, batch, results)
    if (expectedSeq !== undefined) store.events.resendFrom(expectedSeq)
    if (store.events.counts().queued === 0) {
      store.settings.set('lastSyncAt', offset.now().toISOString())
    }
    return settled
  })
}

/** What each event of a batch was answered with, whichever way the answer came; within a transaction. */
export function writeAnswers(
  store: Store,
  batch: readonly QueuedEvent[],
  results: readonly EventResult[],
): Settled {
  const refused = store.events.recordResults(results)
  takeBackAppointments(store, refused)
  const days = takeBackDays(store, refused)
  const people = refused.some(({ event }) => isUserEvent(event))
  if (people) showPeople(store)
  const answered = batch.slice(0, results.length).flatMap(({ appointmentId }) => appointmentId ?? [])
  return { appointments: [...new Set(answered)], days, people }
}

function refuseOtherEvents(batch: readonly QueuedEvent[], results: readonly EventResult[]): void {
  if (results.some((result, place) => result.id !== batch[place]?.id)) {
    throw new CentralFailure('answer_malformed')
  }
}

function takeBackAppointments(store: Store, refused: readonly LoggedEvent[]): void {
  const ids = [...new Set(refused.flatMap(({ event }) => event.appointmentId ?? []))]
  const rules = store.office.get()?.rules
  if (ids.length === 0 || rules === undefined) return
  const own = store.events.unconfirmedOf(ids)
  const servers = store.appointments.serverRows(ids)
  const rows = [...servers].map(([id, server]) => ({
    server,
    shown: rebaseAppointment(server, own.get(id) ?? [], rules).shown,
  }))
  store.appointments.putFromServer(rows)
  for (const id of ids) {
    if (servers.has(id)) continue
    // A refused walk-in stays as it was: there is no other version of it, and somebody has to settle it.
    const shown = ownWalkIn(own.get(id) ?? [], rules)
    if (shown) store.appointments.put(shown)
  }
}

function takeBackDays(store: Store, refused: readonly LoggedEvent[]): string[] {
  const dates = [...new Set(refused.flatMap(({ event }) => (isDayEvent(event) ? event.payload.date : [])))]
  if (dates.length === 0) return []
  const own = store.events.unconfirmedOfDays(dates)
  const days = [...store.days.serverRows(dates)].map(([date, server]) => ({
    server,
    shown: rebaseDay(server, own.get(date) ?? []).shown,
  }))
  store.days.putFromServer(days)
  return days.map(({ server }) => server.date)
}
