import type { Pool } from 'pg'
import type { Clock } from '#shared/clock.ts'
import { parseNationalCode } from '#shared/domain/national-code.ts'
import { message } from '#shared/i18n/fa/message.ts'
import { inTransaction } from '../db/transaction.ts'
import { fillMessage, type MessageGateway } from '../message-gateway.ts'

/** PostgreSQL has no year 0; nobody was born then either way. */
const FIRST_DATE = '0001-01-01'

/** The registration that counts, or the last one there was. */
export const recoverSql = `
  SELECT tracking_code, details->>'mobile' AS mobile FROM registrations
  WHERE national_code = $1 AND birth_date = $2
  ORDER BY live DESC, registered_at DESC LIMIT 1`

/**
 * Sends the tracking code to the registered mobile when national code and birth date fit one another. Gives the code for
 * those who may be told it; null when there is none.
 *
 * Whether they fit must not be seen from outside, in time neither: the same statements are run in each case, and the
 * commit waits for no disk, which it would do only when there was something to write. A message that a crash takes
 * in that moment is asked for again.
 */
export function recoverTrackingCode(
  { pool, clock, gateway }: { pool: Pool; clock: Clock; gateway: MessageGateway },
  typed: { nationalCode: string; birthDate: string },
): Promise<string | null> {
  const read = parseNationalCode(typed.nationalCode, { allowRepeated: true })
  return inTransaction(pool, async (client) => {
    const [, { rows }] = await Promise.all([
      client.query({ name: 'recover_no_wait', text: 'SET LOCAL synchronous_commit = off' }),
      client.query<{ tracking_code: string; mobile: string }>({
        name: 'recover',
        text: recoverSql,
        values: [read.ok ? read.value : '', typed.birthDate < FIRST_DATE ? FIRST_DATE : typed.birthDate],
      }),
    ])
    const messages = rows.map(({ tracking_code: trackingCode, mobile }) => ({
      mobile,
      kind: 'tracking_code_recovered',
      body: fillMessage(message.trackingCodeRecovered, { trackingCode }),
    }))
    return {
      result: rows[0]?.tracking_code ?? null,
      writes: [gateway.send(client, messages, clock.now())],
    }
  })
}
