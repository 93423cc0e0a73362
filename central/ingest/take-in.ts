import type { Pool, PoolClient } from 'pg'
import type { Clock } from '#shared/clock.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { settle } from '../booking/settle.ts'
import { join, split } from '../db/columns.ts'
import { ensureMonths } from '../db/months.ts'
import { inTransaction } from '../db/transaction.ts'
import { load, type Push } from './load.ts'
import type { RulesCache } from './office-rules.ts'
import { storeAppointments, storeDays, storeEvents, storePeople } from './store.ts'
import { walkInSpan, walkInsOf } from './walk-ins.ts'
import { type BatchOutcome, type OfficeView, workBatch } from './work-batch.ts'

export const advanceSql = `
  WITH log AS MATERIALIZED (
    SELECT device_id::uuid, seq::bigint, hash, signature, office_id::uuid, revision::bigint
    FROM unnest(${split(1)}, ${split(2)}, ${split(3)}, ${split(4)}, ${split(5)}, ${split(6)})
         AS row (device_id, seq, hash, signature, office_id, revision)
  ), device AS (
    UPDATE devices SET last_seq = log.seq, last_hash = log.hash, last_signature = log.signature
    FROM log WHERE devices.id = log.device_id
  )
  UPDATE office_revisions SET revision = log.revision FROM log WHERE office_revisions.office_id = log.office_id`

/**
 * Takes in pushes of different offices in one transaction, all of them or none: two round trips and one commit, however
 * many there are. Every event is stored with its result; null for a device that is revoked or not of its office.
 *
 * @param lockTimeout how long to wait for the lock of an office, null for as long as a connection waits for any
 */
export async function takeIn(
  { pool, clock, rules }: { pool: Pool; clock: Clock; rules: RulesCache },
  pushes: readonly Push[],
  lockTimeout: `${number}s` | null,
): Promise<(BatchOutcome | null)[]> {
  const receivedAt = clock.now()
  const receivedOn = tehranDateOf(receivedAt.toISOString())
  await ensureMonths(pool, 'office_events', [receivedOn])
  const { from, to } = walkInSpan(receivedOn)
  const walkInDates = walkInsOf(pushes.flatMap(({ events }) => events)).map(({ payload }) => payload.date)
  await ensureMonths(
    pool,
    'appointments',
    walkInDates.filter((date) => date >= from && date <= to),
  )
  return inTransaction(pool, async (client) => {
    const [, loaded] = await Promise.all([
      lockTimeout === null ? null : client.query(`SET LOCAL lock_timeout = '${lockTimeout}'`),
      load(client, rules, pushes, receivedOn),
    ])
    const grown: Grown[] = []
    const result = pushes.map(({ deviceId, officeId, events, signature }, index) => {
      const known = loaded[index]
      if (!known) return null
      const { head, view, stored } = known
      const outcome = workBatch(events, deviceId, head, view, stored)
      if (outcome.recorded.length > 0) grown.push({ deviceId, officeId, signature, outcome, view })
      return outcome
    })
    if (grown.length === 0) return { result }
    const changes = grown.flatMap(({ outcome }) => [...outcome.changedAppointments.values()])
    const days = grown.flatMap(({ outcome, view }) =>
      [...outcome.changedDays].flatMap((date) => view.days.get(date) ?? []),
    )
    const users = grown.flatMap(({ officeId, outcome, view }) =>
      [...outcome.changedUsers].flatMap(([id, revision]) => {
        const user = view.people?.people.get(id)
        return user ? [{ ...user, officeId, revision }] : []
      }),
    )
    const refusedUsers = grown.flatMap(({ officeId, outcome }) =>
      [...outcome.refusedUserIds].map((id) => ({ id, officeId })),
    )
    return {
      result,
      // Sent together with the commit.
      writes: [
        storeEvents(
          client,
          { receivedOn, receivedAt },
          grown.map(({ deviceId, officeId, outcome }) => ({ deviceId, officeId, ...outcome })),
        ),
        storeAppointments(
          client,
          changes.map(({ after }) => after),
        ),
        storeDays(client, days),
        storePeople(client, users, refusedUsers),
        settle(client, changes, receivedAt),
        advance(client, grown),
      ],
    }
  })
}

/** A device's log to which something was added, and its office. */
type Grown = {
  deviceId: string
  officeId: string
  signature: string
  outcome: BatchOutcome
  view: OfficeView
}

async function advance(client: PoolClient, grown: readonly Grown[]): Promise<void> {
  await client.query({
    name: 'ingest_advance',
    text: advanceSql,
    values: [
      join(grown.map(({ deviceId }) => deviceId)),
      join(grown.map(({ outcome }) => outcome.head.seq)),
      join(grown.map(({ outcome }) => outcome.head.hash)),
      // Of the batch's last event, and that is where the log stands now: a batch has no gaps.
      join(grown.map(({ signature }) => signature)),
      join(grown.map(({ officeId }) => officeId)),
      join(grown.map(({ view }) => view.revision)),
    ],
  })
}
