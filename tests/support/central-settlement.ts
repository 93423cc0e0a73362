import type { Pool } from 'pg'
import type { Appointment } from '#shared/domain/appointment.ts'

/** What the central system has in step with an appointment, for tests that look at it. */
export type Settled = {
  seat: { capacity: number; extra: number; taken: number } | null
  /** The appointment that its person has now. */
  live: string | null
  ban: { appointmentId: string; bookableFrom: string } | null
  stage: string | null
  history: string[]
}

export async function settledOf(
  pool: Pool,
  { officeId, date, slot, applicant }: Appointment,
): Promise<Settled> {
  const { nationalCode, trackingCode } = applicant
  const [seat, live, ban, stages] = await Promise.all([
    pool.query<{ capacity: number; extra: number; taken: number }>(
      'SELECT capacity, extra, taken FROM seats WHERE office_id = $1 AND date = $2 AND slot = $3',
      [officeId, date, slot],
    ),
    pool.query<{ id: string }>(
      'SELECT appointment_id AS id FROM live_appointments WHERE national_code = $1',
      [nationalCode],
    ),
    pool.query<{ appointmentId: string; bookableFrom: string }>(
      `SELECT appointment_id AS "appointmentId", bookable_from AS "bookableFrom"
       FROM booking_bans WHERE national_code = $1`,
      [nationalCode],
    ),
    pool.query<{ now: string; stage: string }>(
      `SELECT r.stage AS now, s.stage FROM registrations r JOIN registration_stages s ON s.registration_id = r.id
       WHERE r.tracking_code = $1 AND r.national_code = $2 ORDER BY s.place`,
      [trackingCode, nationalCode],
    ),
  ])
  return {
    seat: seat.rows[0] ?? null,
    live: live.rows[0]?.id ?? null,
    ban: ban.rows[0] ?? null,
    stage: stages.rows[0]?.now ?? null,
    history: stages.rows.map(({ stage }) => stage),
  }
}

/** A booked appointment in the same office for the same person, as booking makes one. */
export async function insertAppointment(pool: Pool, appointment: Appointment): Promise<void> {
  const { id, officeId, date, slot, state, applicant } = appointment
  const counter = await pool.query<{ revision: number }>(
    'UPDATE office_revisions SET revision = revision + 1 WHERE office_id = $1 RETURNING revision',
    [officeId],
  )
  const revision = counter.rows[0]?.revision ?? 0
  await pool.query(
    `INSERT INTO appointments (id, office_id, date, slot, state, national_code, tracking_code, revision, body)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      officeId,
      date,
      slot,
      state,
      applicant.nationalCode,
      applicant.trackingCode,
      revision,
      JSON.stringify({ ...appointment, revision }),
    ],
  )
  await pool.query(
    `INSERT INTO live_appointments (national_code, appointment_id, tracking_code, office_id, date, slot)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [applicant.nationalCode, id, applicant.trackingCode, officeId, date, slot],
  )
}
