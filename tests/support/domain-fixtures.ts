import type { Appointment } from '#shared/domain/appointment.ts'
import type {
  Actor,
  AppointmentEvent,
  AppointmentEventType,
  AppointmentPayload,
} from '#shared/domain/event.ts'
import { chainStart } from '#shared/domain/event.ts'
import type { RequirementItem } from '#shared/domain/requirement.ts'
import type { OfficeRules } from '#shared/domain/rules.ts'
import type { Role } from '#shared/domain/state.ts'

/** Made-up things of the field for tests of the rules: no database, no clock. */

export const officeId = '018f0000-0000-7000-8000-000000000001'
export const deviceId = '018f0000-0000-7000-8000-0000000000d1'
export const otherDeviceId = '018f0000-0000-7000-8000-0000000000d2'
export const appointmentId = '018f0000-0000-7000-8000-0000000000a1'
/** 1 Azar 1405, a Sunday; the slot below is 10:30 of Tehran. */
export const day = '2026-11-22'
export const atSlot = '2026-11-22T07:00:00.000Z'
export const afterGrace = '2026-11-22T07:15:00.000Z'
export const nextDay = '2026-11-23T07:00:00.000Z'

let serial = 0
/** A fresh id in the form of a UUIDv7. */
export function nextId(): string {
  serial += 1
  return `018f0000-0000-7000-9000-${serial.toString(16).padStart(12, '0')}`
}

export function user(...roles: Role[]): Extract<Actor, { kind: 'user' }> {
  const last = roles.join('').length.toString(16).padStart(12, '0')
  return {
    kind: 'user',
    userId: `018f0000-0000-7000-8000-${last}`,
    displayName: roles.join('+'),
    roles,
  }
}
export const receptionist = user('reception')
export const documentsClerk = user('documents')
export const supervisor = user('supervisor')
export const central: Actor = { kind: 'central' }

const title = (text: string) => ({ fa: text, en: text })
const item = (key: string, field: RequirementItem['field']): RequirementItem => ({
  key,
  title: title(key),
  kind: field === null ? 'physical' : 'information',
  field,
  required: true,
  failReasons: [
    { code: 'absent', title: title('absent') },
    { code: 'unreadable', title: title('unreadable') },
  ],
})

export const items: RequirementItem[] = [
  item('birth_certificate_original', null),
  item('postal_code', 'postalCode'),
  item('residence_address', 'address'),
  item('landline_phone', 'landline'),
  item('mobile_phone', 'mobile'),
]

export const rules: OfficeRules = {
  graceMinutes: 15,
  banDays: 3,
  trackingCodeLength: 10,
  requirementSets: [{ id: 'first_issue', version: 1, requestKind: 'first_issue', items }],
}

export function appointment(changes: Partial<Appointment> = {}): Appointment {
  return {
    id: appointmentId,
    officeId,
    date: day,
    slot: '10:30',
    requestKind: 'first_issue',
    requirementSet: { id: 'first_issue', version: 1 },
    applicant: {
      nationalCode: '0093849370',
      trackingCode: '4820917735',
      firstName: 'سیده فاطمه‌زهرا',
      lastName: 'موسوی‌نژاد',
      fatherName: 'سیدرضا',
      birthDate: '1989-10-04',
      postalCode: '1439957131',
      address: 'تهران، کارگر شمالی، خیابان شانزدهم، پلاک ۷',
      landline: '02188634712',
      mobile: '09120572645',
    },
    state: 'booked',
    queueNumber: null,
    arrivedOn: null,
    arrivedAt: null,
    checkedInBy: null,
    decisions: [],
    bookableFrom: null,
    revision: 10,
    withdrawal: null,
    appliedEventIds: [],
    ...changes,
  }
}

const usualActor: Record<AppointmentEventType, Actor> = {
  walked_in: receptionist,
  checked_in: receptionist,
  check_in_undone: receptionist,
  document_decided: documentsClerk,
  details_corrected: documentsClerk,
  documents_concluded: documentsClerk,
  returned: receptionist,
  served: documentsClerk,
  marked_no_show: supervisor,
  no_show_reversed: supervisor,
  cancelled: central,
  called: documentsClerk,
  recalled: documentsClerk,
  call_skipped: documentsClerk,
  handed_over: documentsClerk,
}

/** An event by who usually causes it, at the slot's time, unless told otherwise. */
export function event<T extends AppointmentEventType>(
  type: T,
  payload: AppointmentPayload<T>,
  changes: Partial<Omit<AppointmentEvent, 'type' | 'payload'>> = {},
): AppointmentEvent {
  return {
    id: nextId(),
    officeId,
    deviceId,
    deviceSeq: 1,
    actor: usualActor[type],
    deviceTime: type === 'marked_no_show' ? afterGrace : atSlot,
    clockOffsetMs: 0,
    previousHash: chainStart,
    appointmentId,
    baseRevision: 10,
    predecessorId: null,
    type,
    payload,
    ...changes,
  } as AppointmentEvent
}

export const checkedIn = (changes = {}) => event('checked_in', { queueNumber: 47, reason: null }, changes)
export const decided = (key: string, verdict: 'accepted' | 'failed' | 'waived', changes = {}) =>
  event(
    'document_decided',
    {
      item: key,
      verdict,
      reasonCode: verdict === 'failed' ? 'absent' : null,
      note: verdict === 'waived' ? 'با نامهٔ رسمی' : null,
    },
    { ...(verdict === 'waived' ? { actor: supervisor } : {}), ...changes },
  )
