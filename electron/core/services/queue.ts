import type { Arrival } from '#db/store.ts'
import type { Queue, QueueEntry } from '#shared/contract/queue.ts'
import type { Line, Placed } from '#shared/domain/queue.ts'
import { lineUp, nextFor } from '#shared/domain/queue.ts'
import { NotFoundError, RefusedError } from './failure.ts'
import { cleanText } from './free-text.ts'
import type { OfficeContext, UserActor } from './office-context.ts'
import { readMoment, requireOffice } from './office-context.ts'
import type { Act } from './record-event.ts'
import { record } from './record-event.ts'

/** Who is called next, and to which desk. The acts throw what `record` throws. */
export type QueueService = {
  get(): Queue
  /**
   * Calls the next by `lineUp`. Finding and calling are one transaction, so that two desks never call the same. Refused with
   * `desk_busy` while somebody is at the desk, and with `queue_empty`.
   */
  callNext(actor: UserActor, desk: number): QueueEntry
  /** Calls whom the clerk has picked; out of turn if somebody else was next. */
  call(actor: UserActor, appointmentId: string, desk: number): QueueEntry
  recall(actor: UserActor, appointmentId: string): QueueEntry
  skip(actor: UserActor, appointmentId: string): QueueEntry
  handOver(actor: UserActor, appointmentId: string, desk: number | null, note: string | null): QueueEntry
}

export function createQueueService(context: OfficeContext): QueueService {
  const { store } = context
  const lineOf = (date: string): Line<Arrival> =>
    lineUp(store.appointments.arrivals(date), requireOffice(store).rules.graceMinutes)
  const entryOf = (appointmentId: string): QueueEntry => {
    const { waiting, atDesk } = lineOf(readMoment(context).today)
    const placed = [...atDesk, ...waiting].find(({ visit }) => visit.id === appointmentId)
    if (!placed) throw new NotFoundError()
    return toEntry(placed)
  }
  const act = (actor: UserActor, appointmentId: string, what: Act): QueueEntry => {
    record(context, actor, (recording) => recording.act(appointmentId, what))
    return entryOf(appointmentId)
  }
  const refuseAtBusyDesk = ({ atDesk }: Line<Arrival>, desk: number) => {
    const there = atDesk.find(({ turn }) => turn.call?.desk === desk)
    if (!there) return
    const { visit, turn } = there
    throw new RefusedError({
      code: 'desk_busy',
      desk,
      appointmentId: visit.id,
      ...(visit.queueNumber === null ? {} : { count: visit.queueNumber }),
      ...(turn.call ? { by: turn.call.by, at: turn.call.at } : {}),
    })
  }
  const callTo = (actor: UserActor, desk: number, pick: (line: Line<Arrival>) => string): QueueEntry => {
    const called = record(context, actor, (recording) => {
      const line = lineOf(recording.moment.today)
      const appointmentId = pick(line)
      const outOfTurn = nextFor(line, desk)?.visit.id !== appointmentId
      // Somebody at this very desk is told apart by the rule book: they are called already.
      if (line.atDesk.every(({ visit }) => visit.id !== appointmentId)) refuseAtBusyDesk(line, desk)
      return recording.act(appointmentId, { type: 'called', payload: { desk, outOfTurn } }).id
    })
    return entryOf(called)
  }

  return {
    get() {
      const { today } = readMoment(context)
      const { waiting, atDesk } = lineOf(today)
      return { date: today, waiting: waiting.map(toEntry), atDesk: atDesk.map(toEntry) }
    },
    callNext: (actor, desk) =>
      callTo(actor, desk, (line) => {
        refuseAtBusyDesk(line, desk)
        const next = nextFor(line, desk)
        if (!next) throw new RefusedError({ code: 'queue_empty' })
        return next.visit.id
      }),
    call: (actor, appointmentId, desk) => callTo(actor, desk, () => appointmentId),
    recall: (actor, id) => act(actor, id, { type: 'recalled', payload: {} }),
    skip: (actor, id) => act(actor, id, { type: 'call_skipped', payload: {} }),
    handOver: (actor, id, desk, note) =>
      act(actor, id, { type: 'handed_over', payload: { desk, note: cleanText(note ?? '') || null } }),
  }
}

/** A place in the line as a screen shows it. */
export function toEntry({ visit, turn, why, placeAt, waitingSince, forDesk }: Placed<Arrival>): QueueEntry {
  const { id, date, slot, firstName, lastName, queueNumber, state } = visit
  const { atDesk, call, handedTo, skips } = turn
  const by = atDesk ? call?.by : handedTo?.by
  return {
    id,
    date,
    slot,
    firstName,
    lastName,
    queueNumber,
    state,
    stage: atDesk ? 'at_desk' : state === 'documents_complete' ? 'complete' : 'documents',
    since: atDesk && call ? call.at : waitingSince,
    why,
    placeAt,
    desk: atDesk && call ? call.desk : forDesk,
    by: by?.kind === 'user' ? by.displayName : null,
    note: handedTo?.note ?? null,
    skips,
    recalls: atDesk && call ? call.recalls : 0,
  }
}
