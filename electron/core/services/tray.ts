import type { LoggedChange } from '#db/store.ts'
import type { ParkedEvent } from '#shared/contract/office.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { countStates, refusalToClose } from '#shared/domain/day.ts'
import type { ChangingEvent, UserEvent } from '#shared/domain/event.ts'
import { isDayEvent, isUserEvent, occurredAt, shownPayload } from '#shared/domain/event.ts'
import { userIdOf } from '#shared/domain/reduce-user.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { NotFoundError, RefusedError } from './failure.ts'
import type { OfficeContext, UserActor } from './office-context.ts'
import { readMoment } from './office-context.ts'
import type { Act, DayAct, Recording, UserAct } from './record-event.ts'
import { record } from './record-event.ts'

/** What the central system refused, and how a supervisor settles it (docs/decisions/0003). */
export type Tray = {
  /** Oldest first. Events refused because of the one before them lie with that one. */
  list(): ParkedEvent[]
  /**
   * Records the same acts anew, the event's and its successors', by the rules and the state of now; all or none.
   * Throws what `record` throws, and `NotFoundError` for an event that is not in the tray.
   */
  retry(actor: UserActor, eventId: string): ParkedEvent[]
  /** Accepts the central system's version; the events stay in the history as withdrawn. Throws `NotFoundError`. */
  withdraw(actor: UserActor, eventId: string, reason: string): ParkedEvent[]
}

/** An entry: the event that was refused for itself, and those refused with it, in order. */
type Entry = { root: LoggedChange; successors: LoggedChange[] }

export function createTray(context: OfficeContext): Tray {
  const { store, live, sync } = context

  const entryOf = (eventId: string): Entry => {
    const entry = gather(store.events.parked()).find(({ root }) => root.event.id === eventId)
    if (!entry) throw new NotFoundError()
    return entry
  }
  const settle = (
    entry: Entry,
    by: UserActor,
    reason: string,
    replacements: ReadonlyMap<string, string>,
  ): string | null => {
    const at = readMoment(context).now
    for (const { event } of [entry.root, ...entry.successors]) {
      store.events.withdraw(event.id, { by, reason, at, replacedBy: replacements.get(event.id) ?? null })
    }
    return entry.root.event.appointmentId
  }
  /** A walk-in that the central system does not have is no appointment any more; its events stay in the log. */
  const forgetWalkIn = ({ root: { event } }: Entry): boolean => {
    if (event.type !== 'walked_in') return false
    const server = store.appointments.serverRows([event.appointmentId]).get(event.appointmentId)
    // One that it had and refuses now, it has lost.
    if (server && !server.appliedEventIds.includes(event.id)) return false
    store.appointments.remove([event.appointmentId])
    return true
  }

  const nameOf = (event: UserEvent): string | null =>
    event.type === 'user_added'
      ? event.payload.user.displayName
      : (store.users.get(userIdOf(event))?.displayName ?? null)

  const list = (): ParkedEvent[] => {
    const entries = gather(store.events.parked())
    const ids = entries.flatMap(({ root }) => root.event.appointmentId ?? [])
    const servers = store.appointments.serverRows(ids)
    return entries.map((entry) => {
      const id = entry.root.event.appointmentId ?? ''
      const { event } = entry.root
      if (isUserEvent(event)) return toParkedEvent(entry, { colleague: nameOf(event) })
      const server = servers.get(id)
      const walkIn = server ? undefined : store.events.walkInOf(id)?.event
      return toParkedEvent(entry, {
        date: server?.date,
        applicant: server?.applicant ?? (walkIn?.type === 'walked_in' ? walkIn.payload.applicant : undefined),
        state: server?.state,
      })
    })
  }

  return {
    list,
    retry(actor, eventId) {
      record(context, actor, (recording) => {
        const entry = entryOf(eventId)
        const replacements = new Map<string, string>()
        for (const { event } of [entry.root, ...entry.successors]) {
          replacements.set(event.id, doAgain(context, recording, event))
        }
        settle(entry, actor, 'recorded anew', replacements)
      })
      return list()
    },
    withdraw(actor, eventId, reason) {
      const { id, forgotten, people } = store.transaction(() => {
        const entry = entryOf(eventId)
        return {
          id: settle(entry, actor, reason, new Map()),
          forgotten: forgetWalkIn(entry),
          people: isUserEvent(entry.root.event),
        }
      })
      const rows = id === null ? [] : store.appointments.rows([id])
      if (people) live.publish({ kind: 'people' })
      if (forgotten) live.publish({ kind: 'reload' })
      else if (rows.length > 0) {
        live.publish({ kind: 'appointments', rows, origin: 'office', userId: actor.userId })
      }
      // The number of parked events is part of the status that the sync tells.
      sync.wake()
      return list()
    },
  }
}

/**
 * What was refused because of an earlier refusal lies with that: by its predecessor on the same appointment, or, of somebody
 * whom the central system has not taken in, with the event that added them.
 */
function gather(parked: readonly LoggedChange[]): Entry[] {
  const entries: Entry[] = []
  const byEvent = new Map<string, Entry>()
  const byAddedUser = new Map<string, Entry>()
  const rootOf = ({ event, code }: LoggedChange): Entry | undefined => {
    if (isUserEvent(event)) return code === 'user_unknown' ? byAddedUser.get(userIdOf(event)) : undefined
    const isSuccessor = code === 'predecessor_rejected' && event.appointmentId !== null
    return isSuccessor ? byEvent.get(event.predecessorId ?? '') : undefined
  }
  for (const logged of parked) {
    const { event } = logged
    const entry = rootOf(logged)
    if (entry) {
      entry.successors.push(logged)
      byEvent.set(event.id, entry)
    } else {
      const own = { root: logged, successors: [] }
      entries.push(own)
      byEvent.set(event.id, own)
      if (event.type === 'user_added') byAddedUser.set(userIdOf(event), own)
    }
  }
  return entries
}

/** Gives the id of the new event. */
function doAgain({ store }: OfficeContext, recording: Recording, event: ChangingEvent): string {
  if (event.type === 'walked_in') {
    return newest(recording.admit(event.payload, event.appointmentId).appliedEventIds)
  }
  if (event.appointmentId !== null) {
    // A queue number that stands on a slip of paper stays: it was given to nobody else.
    const act = { type: event.type, payload: event.payload } as Act
    return newest(recording.act(event.appointmentId, act).appliedEventIds)
  }
  if (isUserEvent(event)) {
    // A password that is set anew here is set by the supervisor, and so for one time.
    const act: UserAct =
      event.type === 'password_set'
        ? { type: event.type, payload: { ...event.payload, oneTime: true } }
        : ({ type: event.type, payload: event.payload } as UserAct)
    return newest(recording.actOnUser(act).appliedEventIds)
  }
  if (event.type === 'day_reopened') {
    return newest(recording.actOnDay({ type: event.type, payload: event.payload }).appliedEventIds)
  }
  const rows = store.appointments.listDay(event.payload.date)
  const refusal = refusalToClose(rows)
  if (refusal) throw new RefusedError(refusal)
  const counts = countStates(rows.map((row) => row.state))
  const act: DayAct = { type: 'day_closed', payload: { date: event.payload.date, counts } }
  return newest(recording.actOnDay(act).appliedEventIds)
}

function newest(ids: readonly string[]): string {
  const id = ids.at(-1)
  if (id === undefined) throw new Error('an act that was recorded is in the state')
  return id
}

/** What is known of an entry's appointment; its state by the central system alone. */
type Known = {
  date?: string | undefined
  applicant?: Appointment['applicant'] | undefined
  state?: Appointment['state'] | undefined
  /** Of an event that concerns somebody of the office, their name. */
  colleague?: string | null
}

function toParkedEvent(
  { root, successors }: Entry,
  { date, applicant, state, colleague = null }: Known,
): ParkedEvent {
  const { event, code, message } = root
  const at = occurredAt(event)
  return {
    event: {
      eventId: event.id,
      type: event.type,
      payload: shownPayload(event),
      actor: event.actor,
      at,
      sync: 'parked',
      code,
    },
    appointmentId: event.appointmentId,
    date: isDayEvent(event) ? event.payload.date : (date ?? tehranDateOf(at)),
    name: applicant ? `${applicant.firstName} ${applicant.lastName}` : colleague,
    code: code ?? 'event_malformed',
    message,
    state: state ?? null,
    successors: successors.length,
  }
}
