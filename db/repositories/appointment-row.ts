import type { DayRow, RecordSync } from '#shared/contract/office.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { personSortKey } from '#shared/domain/collation.ts'
import { searchKey } from '#shared/domain/persian-text.ts'
import type { SqlValue } from '../connection.ts'

/** Columns that only the central system changes. */
export const givenColumns = [
  'id',
  'date',
  'slot',
  'sort_key',
  'first_name',
  'last_name',
  'father_name',
  'national_code',
  'tracking_code',
  'request_kind',
] as const

/** Columns that what happens in the office changes as well; in an index is only `arrived_on`, of those who came. */
export const workedColumns = [
  'mobile',
  'state',
  'queue_number',
  'arrived_on',
  'revision',
  'search_key',
] as const

/**
 * The text a typed search is looked for in: name in both orders, codes and telephones, in search form (domain.md 2.1).
 * The bars keep a search from matching across two of them.
 */
export function appointmentSearchKey(applicant: Appointment['applicant']): string {
  const { firstName, lastName, nationalCode, trackingCode, mobile, landline } = applicant
  const names = searchKey(`${firstName} ${lastName} ${firstName}`)
  return `${names}|${nationalCode}|${trackingCode}|${mobile ?? ''}|${landline ?? ''}`
}

/** Values for `givenColumns`. */
export function givenValues(appointment: Appointment): SqlValue[] {
  const { applicant } = appointment
  return [
    appointment.id,
    appointment.date,
    appointment.slot,
    personSortKey(applicant),
    applicant.firstName,
    applicant.lastName,
    applicant.fatherName,
    applicant.nationalCode,
    applicant.trackingCode,
    appointment.requestKind,
  ]
}

/** Values for `workedColumns`. */
export function workedValues(appointment: Appointment): SqlValue[] {
  return [
    appointment.applicant.mobile,
    appointment.state,
    appointment.queueNumber,
    appointment.arrivedOn,
    appointment.revision,
    appointmentSearchKey(appointment.applicant),
  ]
}

/** Columns of a line of the day's list, in the order of `DayRowValues`. */
export const dayRowColumns = `a.id, a.date, a.slot, a.first_name, a.last_name, a.father_name, a.national_code,
  a.tracking_code, a.mobile, a.request_kind, a.state, a.queue_number, a.search_key, a.last_seq, a.attention, a.revision = 0`

export type DayRowValues = [
  id: string,
  date: string,
  slot: string,
  firstName: string,
  lastName: string,
  fatherName: string,
  nationalCode: string,
  trackingCode: string,
  mobile: string | null,
  requestKind: DayRow['requestKind'],
  state: DayRow['state'],
  queueNumber: number | null,
  searchKey: string,
  lastSeq: number,
  attention: number,
  unconfirmed: number,
]

/** @param answered up to which number the central system has answered the events of this device */
export const syncOf = (lastSeq: number, attention: number, answered: number): RecordSync =>
  attention === 1 ? 'attention' : lastSeq > answered ? 'queued' : 'sent'

/** One object literal of one shape: much quicker than what the driver makes from column names. */
export function toDayRow(values: DayRowValues, answered: number): DayRow {
  return {
    id: values[0],
    date: values[1],
    slot: values[2],
    firstName: values[3],
    lastName: values[4],
    fatherName: values[5],
    nationalCode: values[6],
    trackingCode: values[7],
    mobile: values[8],
    requestKind: values[9],
    state: values[10],
    queueNumber: values[11],
    sync: syncOf(values[13], values[14], answered),
    unconfirmed: values[15] === 1,
    searchKey: values[12],
  }
}
