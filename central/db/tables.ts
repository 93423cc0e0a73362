import type { ColumnType, Generated } from 'kysely'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { OfficeDay } from '#shared/domain/day.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import type { Gender, RegistrationDetails } from '#shared/domain/registration.ts'
import type { RequestKind } from '#shared/domain/requirement.ts'
import type { OfficeRules } from '#shared/domain/rules.ts'
import type { AppointmentState, Role } from '#shared/domain/state.ts'

/** Read as a value, written as JSON text. */
type Json<T> = ColumnType<T, string, string>

/** Civil dates are `YYYY-MM-DD` strings, `bigint` columns are numbers (db/connection.ts). */
export interface CentralTables {
  offices: {
    id: string
    code: string
    name: string
    province: string
    city: string
    address: string
    area_code: string
    opens_at: string
    closes_at: string
    slot_minutes: number
    slot_capacity: number
    rules: Json<OfficeRules>
    revision: number
    booking_days_ahead: Generated<number>
    accepts_booking: Generated<boolean>
    demonstration_password: string | null
  }
  office_revisions: {
    office_id: string
    revision: Generated<number>
    central_seq: Generated<number>
    central_hash: Generated<string>
  }
  office_users: {
    id: string
    office_id: string
    username: string
    display_name: string
    roles: Role[]
    desk: string | null
    password_hash: string
    active: Generated<boolean>
    revision: number
    must_change: Generated<boolean>
    applied_event_ids: Generated<string[]>
  }
  refused_users: { id: string; office_id: string }
  devices: {
    id: string
    office_id: string
    name: string
    public_key: string
    activated_at: Date
    revoked_at: Date | null
    last_seq: Generated<number>
    last_hash: Generated<string>
    /** What the device signed of this end of its log; null until its first push. */
    last_signature: string | null
    /** Public X25519 key that files for the device are sealed for; null until it has told it. */
    exchange_key: Generated<string | null>
  }
  /** `epoch` steps with each device that takes the office over. */
  office_hosts: {
    office_id: string
    device_id: string
    epoch: number
    since: Date
    seen_at: Date
  }
  activation_codes: {
    code_hash: Buffer
    office_id: string
    created_at: Date
    expires_at: Date
    used_at: Date | null
    device_id: string | null
  }
  used_assertions: { device_id: string; jti: string; expires_at: Date }
  server_keys: { name: string; secret: Buffer }
  appointments: {
    id: string
    office_id: string
    date: string
    slot: string
    state: AppointmentState
    national_code: string
    tracking_code: string
    queue_number: number | null
    revision: number
    body: Json<Appointment>
  }
  office_events: {
    office_id: string
    received_on: string
    device_id: string
    device_seq: number
    id: string
    revision: number
    appointment_id: string | null
    type: string
    status: 'applied' | 'rejected'
    code: string | null
    message: string | null
    received_at: Date
    body: Json<OfficeEvent>
  }
  rejected_events: { id: string; office_id: string }
  office_days: {
    office_id: string
    date: string
    closed: boolean
    revision: number
    body: Json<OfficeDay>
  }
  provinces: { name: string; area_code: string }
  office_hours: { office_id: string; weekday: number; opens_at: string; closes_at: string }
  closures: { id: string; office_id: string | null; date: string; reason: string }
  registrations: {
    id: string
    national_code: string
    tracking_code: string
    birth_date: string
    request_kind: RequestKind
    details: Json<RegistrationDetails>
    stage: string
    live: boolean
    registered_at: Date
    device_id: string | null
  }
  registration_stages: {
    registration_id: string
    place: number
    stage: string
    at: Date
    note: string | null
    action_id: Generated<string | null>
  }
  seats: {
    office_id: string
    date: string
    slot: string
    capacity: number
    extra: Generated<number>
    taken: number
  }
  live_appointments: {
    national_code: string
    appointment_id: string
    tracking_code: string
    office_id: string
    date: string
    slot: string
  }
  booking_bans: { national_code: string; appointment_id: string; office_id: string; bookable_from: string }
  messages: {
    id: string
    mobile: string
    kind: string
    body: string
    created_at: Date
    delivered_at: Date | null
  }
  request_counts: { key: Buffer; window_start: Date; count: number }
  operator_actions: {
    id: string
    at: Date
    operator: string
    action: string
    target: string
    detail: Json<unknown>
  }
  demo_registry_people: {
    national_code: string
    first_name: string
    last_name: string
    father_name: string
    birth_date: string
    certificate_number: string
    certificate_serial: string
    gender: Gender
    iranian: boolean
    deceased: boolean
    has_card: boolean
  }
}
