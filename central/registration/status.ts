import type { Pool } from 'pg'
import type { Clock } from '#shared/clock.ts'
import type {
  CitizenAppointment,
  CitizenStatus,
  Credentials,
  RegistrationForOffice,
  StageEntry,
} from '#shared/contract/citizen.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { applicantOf } from '#shared/domain/registration.ts'
import { officeRulesSchema } from '#shared/domain/rules.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { citizenAppointment } from '../booking/citizen-appointment.ts'
import { type PublicOfficeRow, publicOffice } from '../booking/office-facts.ts'
import { findRegistration, type RegistrationRow } from './credentials.ts'

type Parts = { pool: Pool; clock: Clock }

const historySql = 'SELECT stage, at, note FROM registration_stages WHERE registration_id = $1 ORDER BY place'

/** The appointment that counts now; otherwise the last one, by its day and then by what came last to its office. */
export const appointmentSql = `
  SELECT a.body, o.id, o.code, o.name, o.province, o.city, o.address, o.area_code, o.rules
  FROM appointments a JOIN offices o ON o.id = a.office_id
  WHERE a.tracking_code = $1 AND a.national_code = $2
  ORDER BY a.id = (SELECT l.appointment_id FROM live_appointments l
                   WHERE l.national_code = $2 AND l.tracking_code = $1) DESC NULLS LAST,
           a.date DESC, a.revision DESC
  LIMIT 1`
type AppointmentRow = PublicOfficeRow & { body: Appointment; rules: unknown }

const banSql = 'SELECT bookable_from FROM booking_bans WHERE national_code = $1 AND bookable_from > $2'

/** How far a registration has come, for the citizen who names it; null alike for an unknown and for a wrong code. */
export async function statusOf(parts: Parts, typed: Credentials): Promise<CitizenStatus | null> {
  const registration = await findRegistration(parts.pool, typed)
  if (!registration) return null
  const [history, appointment, bookableFrom] = await Promise.all([
    historyOf(parts, registration),
    appointmentOf(parts, registration),
    bookableFromOf(parts, registration),
  ])
  const { details, request_kind: requestKind, stage } = registration
  return { firstName: details.firstName, requestKind, stage, history, appointment, bookableFrom }
}

/** The same registration for an office whose clerk has the citizen before them: with what a walk-in takes over. */
export async function registrationForOffice(
  parts: Parts,
  typed: Credentials,
): Promise<RegistrationForOffice | null> {
  const registration = await findRegistration(parts.pool, typed)
  if (!registration) return null
  const [appointment, bookableFrom] = await Promise.all([
    appointmentOf(parts, registration),
    bookableFromOf(parts, registration),
  ])
  const { details, tracking_code: trackingCode, request_kind: requestKind, stage } = registration
  return { applicant: applicantOf(details, trackingCode), requestKind, stage, appointment, bookableFrom }
}

async function historyOf({ pool }: Parts, { id }: RegistrationRow): Promise<StageEntry[]> {
  const { rows } = await pool.query<{ stage: string; at: Date; note: string | null }>({
    name: 'status_history',
    text: historySql,
    values: [id],
  })
  return rows.map(({ stage, at, note }) => ({ stage, at: at.toISOString(), note }))
}

async function appointmentOf(
  { pool }: Parts,
  { national_code, tracking_code }: RegistrationRow,
): Promise<CitizenAppointment | null> {
  const { rows } = await pool.query<AppointmentRow>({
    name: 'status_appointment',
    text: appointmentSql,
    values: [tracking_code, national_code],
  })
  const [row] = rows
  if (!row) return null
  return citizenAppointment(row.body, publicOffice(row), officeRulesSchema.parse(row.rules))
}

async function bookableFromOf(
  { pool, clock }: Parts,
  { national_code }: RegistrationRow,
): Promise<string | null> {
  const { rows } = await pool.query<{ bookable_from: string }>({
    name: 'status_ban',
    text: banSql,
    values: [national_code, tehranDateOf(clock.now().toISOString())],
  })
  return rows[0]?.bookable_from ?? null
}
