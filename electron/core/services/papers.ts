import type { Print, PrintKey, Store } from '#db/store.ts'
import type { Begun, PrintedCopy, Unprinted } from '#shared/contract/paper.ts'
import type { PrintedSlip } from '#shared/contract/visit.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { PrintEnd, Slip } from '#shared/domain/paper.ts'
import { isSlip } from '#shared/domain/paper.ts'
import type { Refusal } from '#shared/domain/refusal.ts'
import { readScheduleSubject } from '#shared/domain/schedule-copy.ts'
import { NotFoundError, RefusedError } from './failure.ts'
import type { OfficeContext, UserActor } from './office-context.ts'
import type { Recording, ViewingAct } from './record-event.ts'
import { record } from './record-event.ts'

/** What goes to paper: counted before, and afterwards what became of it. */
export type PapersService = {
  /** Throws `NotFoundError`, `RefusedError` (nobody has arrived, or nothing is missing) and what `record` throws. */
  beginSlip(actor: UserActor, appointmentId: string, slip: Slip): Begun
  /** Throws `NotFoundError` for a day of which nothing is known. */
  beginReport(actor: UserActor, date: string): Begun
  /** What became of a copy; the first word counts. Throws `NotFoundError`. */
  end(actor: UserActor, printId: string, end: PrintEnd): void
  /** Of a day, what is not known to have come out of a printer, the last first. */
  unprinted(date: string): Unprinted[]
}

/** Why there is nothing to print on a slip; null when there is. */
export function refusalOfSlip({ state, queueNumber }: Appointment, slip: Slip): Refusal | null {
  if (slip === 'check_in_slip') return queueNumber === null ? { code: 'transition_not_allowed', state } : null
  return state === 'documents_incomplete' ? null : { code: 'documents_not_incomplete', state }
}

export function createPapersService(context: OfficeContext): PapersService {
  const { store, live } = context

  const begin = (recording: Recording, userId: string, key: PrintKey, act: (copy: number) => ViewingAct) => {
    const printedAt = recording.moment.now
    const copy = store.prints.nextCopy(key)
    const printId = recording.note(act(copy))
    store.prints.add({ ...key, id: printId, copy, userId, at: printedAt })
    return { printId, copy, printedAt }
  }
  const tell = (date: string, appointmentId: string | null) =>
    live.publish({ kind: 'papers', date, appointmentId })

  return {
    beginSlip(actor, appointmentId, slip) {
      const appointment = store.appointments.get(appointmentId)?.appointment
      if (!appointment) throw new NotFoundError()
      const refusal = refusalOfSlip(appointment, slip)
      if (refusal) throw new RefusedError(refusal)
      const { date } = appointment
      const begun = record(context, actor, (recording) =>
        begin(recording, actor.userId, { paper: slip, date, subject: appointmentId }, (copy) => ({
          type: 'slip_printed',
          payload: { appointmentId, slip, copy },
        })),
      )
      tell(date, appointmentId)
      return begun
    },
    beginReport(actor, date) {
      if (!isDayKnown(store, date)) throw new NotFoundError()
      const begun = record(context, actor, (recording) =>
        begin(recording, actor.userId, { paper: 'closing_report', date, subject: '' }, (copy) => ({
          type: 'closing_report_printed',
          payload: { date, copy },
        })),
      )
      tell(date, null)
      return begun
    },
    end(actor, printId, end) {
      const print = store.prints.get(printId)
      if (!print) throw new NotFoundError()
      if (print.outcome !== null && print.outcome !== 'unknown') return
      const appointmentId = appointmentOf(print)
      const { paper, date } = print
      record(context, actor, (recording) => {
        if (end.outcome !== 'failed') return store.prints.end(printId, { outcome: end.outcome, code: null })
        store.prints.end(printId, end)
        recording.note({ type: 'print_failed', payload: { printId, paper, appointmentId, code: end.code } })
      })
      tell(date, appointmentId)
    },
    unprinted(date) {
      const open = store.prints.newestOfDay(date).flatMap((print) => {
        const { id, paper, copy, at, outcome } = print
        if (outcome !== null && outcome !== 'failed' && outcome !== 'unknown') return []
        const schedule = paper === 'schedule' ? readScheduleSubject(print.subject) : null
        return { printId: id, paper, copy, at, outcome, appointmentId: appointmentOf(print), schedule }
      })
      const ids = open.flatMap(({ appointmentId }) => appointmentId ?? [])
      const names = new Map(
        store.appointments.rows(ids).map((row) => [row.id, `${row.firstName} ${row.lastName}`]),
      )
      return open.map((print) => ({ ...print, name: names.get(print.appointmentId ?? '') ?? null }))
    },
  }
}

const appointmentOf = ({ paper, subject }: PrintKey): string | null => (isSlip(paper) ? subject : null)

/** Whether a day has a report: a quiet one that was closed has it too. */
export const isDayKnown = (store: Pick<Store, 'appointments' | 'days'>, date: string): boolean =>
  store.appointments.listDay(date).length > 0 || Boolean(store.days.get(date))

/** A copy as screens are told of it. */
export const printedCopy = ({ id, copy, at, outcome }: Print): PrintedCopy => ({
  printId: id,
  copy,
  at,
  outcome,
})

/** The newest copy of each slip of an applicant. */
export const printedSlipsOf = (store: Pick<Store, 'prints'>, appointmentId: string): PrintedSlip[] =>
  store.prints
    .newestOf(appointmentId)
    .flatMap((print) => (isSlip(print.paper) ? [{ ...printedCopy(print), slip: print.paper }] : []))
