import type { User, Visit } from '#shared/contract/office.ts'
import type { AppointmentEvent, AppointmentEventType, AppointmentPayload } from '#shared/domain/event.ts'
import { centralDeviceId, chainStart } from '#shared/domain/event.ts'
import { reduce } from '#shared/domain/reduce.ts'
import type { Refusal } from '#shared/domain/refusal.ts'
import type { OfficeRules } from '#shared/domain/rules.ts'
import { defaultFigures } from '#shared/domain/rules.ts'
import type { AppointmentState } from '#shared/domain/state.ts'
import { instantOf } from '#shared/domain/tehran-time.ts'

export type Person = Pick<User, 'id' | 'displayName' | 'roles'>

/** What can be done with an appointment as a whole, by the names of the procedures. */
export const actNames = [
  'checkIn',
  'undoCheckIn',
  'conclude',
  'recordReturn',
  'serve',
  'markNoShow',
  'reverseNoShow',
] as const
export type ActName = (typeof actNames)[number]

/** An act that a clerk may look for in this state; `refusal` is why it is not possible now. */
export type OfferedAct = { name: ActName; refusal: Refusal | null; asksReason: boolean }

export type VisitActs = { main: OfferedAct | null; second: OfferedAct | null }

const offered: Record<AppointmentState, { main: ActName | null; second: ActName | null }> = {
  booked: { main: 'checkIn', second: 'markNoShow' },
  arrived: { main: 'conclude', second: 'undoCheckIn' },
  documents_incomplete: { main: 'recordReturn', second: null },
  documents_complete: { main: 'serve', second: null },
  served: { main: null, second: null },
  no_show: { main: 'reverseNoShow', second: null },
  cancelled: { main: null, second: null },
}

export const eventOfAct = {
  checkIn: 'checked_in',
  undoCheckIn: 'check_in_undone',
  conclude: 'documents_concluded',
  recordReturn: 'returned',
  serve: 'served',
  markNoShow: 'marked_no_show',
  reverseNoShow: 'no_show_reversed',
} as const satisfies Record<ActName, AppointmentEventType>

/** Stands for the reason or note that would be asked for, when only the permission is in question. */
const someText = '…'.repeat(3)

/**
 * What the rule book would say to an act of this person now; null when it would allow it. The rule book itself is
 * asked, with the visit's own requirement set and grace period, so that no rule is written down again here.
 * Only the core's answer counts in the end.
 */
export function refusalOf<T extends AppointmentEventType>(
  visit: Visit,
  person: Person,
  now: string,
  type: T,
  payload: AppointmentPayload<T>,
): Refusal | null {
  const { appointment, dayClosed, sync } = visit
  if (dayClosed) return { code: 'day_already_closed', state: appointment.state }
  // The core records nothing more of a walk-in that the central system has refused (docs/decisions/0045).
  if (appointment.revision === 0 && sync === 'attention') {
    return { code: 'predecessor_rejected', state: appointment.state }
  }
  const event = {
    id: 'what-if',
    officeId: appointment.officeId,
    deviceId: centralDeviceId,
    deviceSeq: 1,
    actor: { kind: 'user', userId: person.id, displayName: person.displayName, roles: person.roles },
    deviceTime: now,
    clockOffsetMs: 0,
    previousHash: chainStart,
    appointmentId: appointment.id,
    baseRevision: appointment.revision,
    predecessorId: null,
    type,
    payload,
  } as AppointmentEvent
  const reduction = reduce(appointment, event, rulesOf(visit))
  return reduction.ok ? null : reduction.refusal
}

/** The office's rules as far as they concern this visit; the length of the ban changes no permission. */
function rulesOf({ appointment, items, noShowFrom }: Visit): OfficeRules {
  const { date, slot, requestKind, requirementSet } = appointment
  return {
    ...defaultFigures,
    graceMinutes: (Date.parse(noShowFrom) - Date.parse(instantOf(date, slot))) / 60_000,
    requirementSets: items.length === 0 ? [] : [{ ...requirementSet, requestKind, items }],
  }
}

/** The one main act of the moment and the one beside it, allowed or not. */
export function visitActs(visit: Visit, person: Person, now: string): VisitActs {
  const { main, second } = offered[visit.appointment.state]
  return {
    main: main && offer(visit, person, now, main),
    second: second && offer(visit, person, now, second),
  }
}

function offer(visit: Visit, person: Person, now: string, name: ActName): OfferedAct {
  const ask = <T extends AppointmentEventType>(type: T, payload: AppointmentPayload<T>) =>
    refusalOf(visit, person, now, type, payload)
  switch (name) {
    case 'checkIn': {
      const refusal = ask('checked_in', { queueNumber: 1, reason: null })
      const asksReason = refusal?.code === 'reason_required'
      return { name, refusal: asksReason ? null : refusal, asksReason }
    }
    case 'undoCheckIn':
      return { name, refusal: ask('check_in_undone', { reason: someText }), asksReason: true }
    case 'conclude': {
      const complete = ask('documents_concluded', { outcome: 'complete' })
      const refusal =
        complete?.code === 'documents_not_complete'
          ? ask('documents_concluded', { outcome: 'incomplete' })
          : complete
      return { name, refusal, asksReason: false }
    }
    case 'recordReturn':
      return { name, refusal: ask('returned', {}), asksReason: false }
    case 'serve':
      return { name, refusal: ask('served', {}), asksReason: false }
    case 'markNoShow':
      return { name, refusal: ask('marked_no_show', { cause: 'marked' }), asksReason: false }
    case 'reverseNoShow':
      return { name, refusal: ask('no_show_reversed', { reason: someText }), asksReason: true }
  }
}

/** Why this person cannot give verdicts at all now; null when the checklist is open to them. */
export function checklistRefusal(visit: Visit, person: Person, now: string): Refusal | null {
  const item = visit.items[0]
  if (!item) return { code: 'requirement_set_unknown', state: visit.appointment.state }
  const reason = item.failReasons[0]
  return refusalOf(visit, person, now, 'document_decided', {
    item: item.key,
    verdict: 'failed',
    reasonCode: reason ? reason.code : null,
    note: null,
  })
}

/** Why this person cannot waive an item now. */
export const waiveRefusal = (visit: Visit, person: Person, now: string, item: string): Refusal | null =>
  refusalOf(visit, person, now, 'document_decided', {
    item,
    verdict: 'waived',
    reasonCode: null,
    note: someText,
  })
