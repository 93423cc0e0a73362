import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { RegistrationDetails } from '#shared/domain/registration.ts'

/** A citizen as registered, in stored form; invented. */
export const registered: RegistrationDetails = {
  nationalCode: '0093849370',
  firstName: 'مریم',
  lastName: 'کاظمی',
  fatherName: 'رضا',
  birthDate: '1990-04-10',
  certificateNumber: '1234',
  certificateSerial: '012345',
  gender: 'female',
  postalCode: '1431713571',
  address: 'تهران، خیابان کارگر شمالی، خیابان نصرت، پلاک ۱۲، واحد ۳',
  landline: '02166123456',
  mobile: '09121234567',
  requestKind: 'first_issue',
}

export { nationalCodeOf } from '#central/demo/person.ts'

/** Puts a registration into the database past the endpoint, with its first stage. */
export async function insertRegistration(
  pool: Pool,
  details: Partial<RegistrationDetails> = {},
  row: { trackingCode?: string; stage?: string; live?: boolean; registeredAt?: string } = {},
): Promise<{ id: string; nationalCode: string; trackingCode: string }> {
  const whole = { ...registered, ...details }
  const id = randomUUID()
  const trackingCode = row.trackingCode ?? '0123456789'
  const stage = row.stage ?? 'pre_registered'
  const at = row.registeredAt ?? '2026-11-20T08:00:00.000Z'
  await pool.query(
    `INSERT INTO registrations (id, national_code, tracking_code, birth_date, request_kind, details, stage, live,
                                registered_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      whole.nationalCode,
      trackingCode,
      whole.birthDate,
      whole.requestKind,
      JSON.stringify(whole),
      stage,
      row.live ?? true,
      at,
    ],
  )
  await pool.query('INSERT INTO registration_stages VALUES ($1, 1, $2, $3, NULL)', [id, stage, at])
  return { id, nationalCode: whole.nationalCode, trackingCode }
}
