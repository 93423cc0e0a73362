import type { DayRow, Visit } from '#shared/contract/office.ts'
import { normalizeNumeric } from '#shared/domain/digits.ts'
import { noShowFrom } from '#shared/domain/no-show.ts'
import { requirementItems } from '#shared/domain/rules.ts'
import { NotFoundError } from './failure.ts'
import { cleanReason } from './free-text.ts'
import type { OfficeContext, UserActor } from './office-context.ts'
import { requireOffice } from './office-context.ts'
import { printedSlipsOf } from './papers.ts'
import type { Act } from './record-event.ts'
import { record } from './record-event.ts'

/** One applicant's visit, from the door to the end. The acts throw what `record` throws. */
export type VisitService = {
  get(appointmentId: string): Visit
  /** Exact national or tracking code in any digits; the wanted day's first, then the nearest. */
  find(code: string, date: string): DayRow[]
  /** Gives the day's next queue number. Another day than the appointment's: supervisor, with a reason. */
  checkIn(actor: UserActor, appointmentId: string, reason: string | null): Visit
  undoCheckIn(actor: UserActor, appointmentId: string, reason: string): Visit
  recordReturn(actor: UserActor, appointmentId: string): Visit
  serve(actor: UserActor, appointmentId: string): Visit
  markNoShow(actor: UserActor, appointmentId: string): Visit
  reverseNoShow(actor: UserActor, appointmentId: string, reason: string): Visit
}

export function createVisitService(context: OfficeContext): VisitService {
  const { store } = context
  const act = (actor: UserActor, appointmentId: string, what: Act): Visit => {
    record(context, actor, (recording) => recording.act(appointmentId, what))
    return readVisit(context, appointmentId)
  }
  return {
    get: (appointmentId) => readVisit(context, appointmentId),
    find(code, date) {
      const digits = normalizeNumeric(code)
      if (!/^[0-9]+$/.test(digits)) return []
      // Spreadsheets drop the leading zeros of a national code (domain.md 2.2).
      const padded = digits.length === 8 || digits.length === 9 ? digits.padStart(10, '0') : null
      const exact = store.appointments.findByCode(digits, date)
      return exact.length > 0 || padded === null ? exact : store.appointments.findByCode(padded, date)
    },
    checkIn(actor, appointmentId, reason) {
      record(context, actor, (recording) =>
        recording.act(appointmentId, () => ({
          type: 'checked_in',
          payload: {
            queueNumber: recording.nextQueueNumber(),
            reason: reason === null ? null : cleanReason(reason),
          },
        })),
      )
      return readVisit(context, appointmentId)
    },
    undoCheckIn: (actor, id, reason) =>
      act(actor, id, { type: 'check_in_undone', payload: { reason: cleanReason(reason) } }),
    recordReturn: (actor, id) => act(actor, id, { type: 'returned', payload: {} }),
    serve: (actor, id) => act(actor, id, { type: 'served', payload: {} }),
    markNoShow: (actor, id) => act(actor, id, { type: 'marked_no_show', payload: { cause: 'marked' } }),
    reverseNoShow: (actor, id, reason) =>
      act(actor, id, { type: 'no_show_reversed', payload: { reason: cleanReason(reason) } }),
  }
}

/** Everything the applicant's side of the screen shows. Throws `NotFoundError`, `NotActivatedError`. */
export function readVisit({ store }: Pick<OfficeContext, 'store'>, appointmentId: string): Visit {
  const { rules } = requireOffice(store)
  const stored = store.appointments.get(appointmentId)
  if (!stored) throw new NotFoundError()
  const { appointment, sync } = stored
  return {
    appointment,
    items: [...(requirementItems(rules, appointment.requirementSet) ?? [])],
    sync,
    history: store.events.historyOf(appointmentId),
    noShowFrom: noShowFrom(appointment.date, appointment.slot, rules.graceMinutes),
    dayClosed: (store.days.get(appointment.date)?.closed ?? null) !== null,
    papers: printedSlipsOf(store, appointmentId),
  }
}
