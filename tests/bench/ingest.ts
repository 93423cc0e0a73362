import type { Pool } from 'pg'
import { pushAnswerSchema } from '#shared/contract/central.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { canonicalJson, hashEvent } from '#shared/domain/event-chain.ts'
import type { Bench } from './bench.ts'
import { benchDay, benchNow } from './central-side.ts'
import { type BusyOffice, startCountry } from './country.ts'
import { openBareRows, type PushedRows } from './floors/bare-rows.ts'
import { LoadClient } from './load-client.ts'
import { loadFigures, manyAtOnce } from './many-at-once.ts'
import { inRounds } from './rounds.ts'

const sizes = {
  full: {
    rounds: 6,
    offices: 16,
    kinds: { single: { pushes: 60, batch: 1 }, batches: { pushes: 12, batch: 20 } },
  },
  smoke: {
    rounds: 1,
    offices: 2,
    kinds: { single: { pushes: 2, batch: 1 }, batches: { pushes: 1, batch: 2 } },
  },
}

type Push = { office: BusyOffice; events: OfficeEvent[]; body: string }

/**
 * Many offices at once: each pushes its events as they happen, one a request, and then what has piled up, twenty a request;
 * every office waits for its answer before it sends the next. The floor writes the same rows, read back from the central
 * system's tables, into the same PostgreSQL from as many connections as the central system has.
 */
export const ingest: Bench = {
  name: 'ingest',
  async run(context) {
    const { rounds, offices, kinds } = sizes[context.size]
    const { single, batches } = kinds
    const people = single.pushes * single.batch + batches.pushes * batches.batch
    const country = await startCountry(context.folder, { offices, people })
    const bare = await openBareRows(country.bareUrl)
    const client = new LoadClient(country.url)
    try {
      await copyDevices(country.database, bare.pool)
      let inside = false
      const log = { bytes: 0, events: 0 }
      const measureKind = async (from: number, kind: { pushes: number; batch: number }) => {
        const work = country.offices.map((office) => pushesOf(office, from, kind, inside))
        const before = await logPosition(country.database)
        const answers: [Push, string][] = []
        const value = await manyAtOnce(work, async (push) =>
          answers.push([push, await client.post('/v1/office/events', push.office.token, push.body)]),
        )
        for (const [push, answer] of answers) expectApplied(push, answer)
        log.bytes += (await logPosition(country.database)) - before
        log.events += offices * kind.pushes * kind.batch
        const rows = await Promise.all(work.map((pushes) => rowsOf(country.database, pushes)))
        return { value, floor: await manyAtOnce(rows, bare.write) }
      }
      const measured = await inRounds(context, rounds, async () => {
        const singly = await measureKind(0, single)
        const together = await measureKind(single.pushes * single.batch, batches)
        inside = !inside
        return { singly, together }
      })
      context.say(`  ${await storage(country.database)}; ${perItem(log.bytes, log.events)} of WAL an event`)
      const figures = (of: 'singly' | 'together', batch: number) => {
        const load = `${offices} offices, ${batch === 1 ? 'one event' : `${batch} events`} a push`
        return loadFigures(
          { rate: `ingest, ${load}`, time: `a push of it`, floor: 'bare SQL of the same rows' },
          measured.map((round) => round[of]),
          batch,
        )
      }
      return [...figures('singly', single.batch), ...figures('together', batches.batch)]
    } finally {
      client.close()
      await bare.close()
      await country.stop()
    }
  },
}

/** Everybody comes in, and in the next round everybody goes out again. */
function pushesOf(
  office: BusyOffice,
  from: number,
  { pushes, batch }: { pushes: number; batch: number },
  inside: boolean,
): Push[] {
  const { device, receptionist, appointments } = office
  const act = ({ id }: Appointment, index: number): OfficeEvent => {
    const on = { appointmentId: id, actor: receptionist, deviceTime: benchNow }
    return inside
      ? device.write('check_in_undone', { reason: 'اندازه‌گیری' }, on)
      : device.write('checked_in', { queueNumber: from + index + 1, reason: null }, on)
  }
  return Array.from({ length: pushes }, (_, push) => {
    const first = from + push * batch
    const events = appointments
      .slice(first, first + batch)
      .map((row, index) => act(row, push * batch + index))
    return { office, events, body: JSON.stringify(device.signed(events)) }
  })
}

function expectApplied({ events }: Push, answer: string): void {
  const { results } = pushAnswerSchema.parse(JSON.parse(answer))
  const ids = results.filter(({ status }) => status === 'applied').map(({ id }) => id)
  if (ids.join() !== events.map(({ id }) => id).join()) throw new Error('not every event was applied')
}

/** The rows that the pushes of an office have left, in the transactions in which they came. */
async function rowsOf(pool: Pool, pushes: readonly Push[]): Promise<PushedRows[]> {
  const ids = pushes.flatMap(({ events }) => events.map(({ id }) => id))
  const { rows: stored } = await pool.query<{ id: string; revision: string; on: string; at: Date }>(
    `SELECT id, revision, received_on::text AS on, received_at AS at FROM office_events WHERE id = ANY ($1)`,
    [ids],
  )
  const event = new Map(stored.map((row) => [row.id, row]))
  const visited = pushes.flatMap(({ events }) => events.map(({ appointmentId }) => appointmentId))
  const { rows: bodies } = await pool.query<{ body: Appointment }>(
    'SELECT body FROM appointments WHERE id = ANY ($1)',
    [visited],
  )
  const appointment = new Map(bodies.map(({ body }) => [body.id, body]))
  const { rows: reached } = await pool.query<PushedRows['stages'][number] & { code: string }>(
    `SELECT DISTINCT ON (s.registration_id) s.registration_id, s.place, s.stage, s.at::text AS at,
       r.tracking_code AS code
     FROM registration_stages s JOIN registrations r ON r.id = s.registration_id
     WHERE r.tracking_code = ANY ($1) ORDER BY s.registration_id, s.place DESC`,
    [bodies.map(({ body }) => body.applicant.trackingCode)],
  )
  const stage = new Map(reached.map(({ code, ...row }) => [code, row]))
  return pushes.map(({ office, events }) => {
    const last = present(events.at(-1))
    const recorded = events.map((each) => {
      const json = canonicalJson(each)
      const { id, deviceSeq, previousHash } = each
      return {
        read: { id, deviceSeq, previousHash, hash: '', json, event: each, occurredOn: benchDay },
        result: {
          id,
          status: 'applied' as const,
          code: null,
          message: null,
          revision: Number(present(event.get(id)).revision),
        },
        appointmentId: each.appointmentId,
        type: each.type,
      }
    })
    const { on, at } = present(event.get(last.id))
    const appointments = events.map(({ appointmentId }) => present(appointment.get(appointmentId ?? '')))
    return {
      officeId: office.id,
      deviceId: office.device.deviceId,
      receivedOn: on,
      receivedAt: at,
      recorded,
      appointments,
      stages: appointments.map(({ applicant }) => present(stage.get(applicant.trackingCode))),
      lastSeq: last.deviceSeq,
      lastHash: hashEvent(last),
      revision: present(recorded.at(-1)).result.revision,
    }
  })
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the central system has not kept what it acknowledged')
  return value
}

/** The floor's transactions move the heads of the same devices. */
async function copyDevices(from: Pool, to: Pool): Promise<void> {
  const { rows } = await from.query<{ all: string }>('SELECT json_agg(d)::text AS all FROM devices d')
  await to.query('INSERT INTO devices SELECT * FROM json_populate_recordset(null::devices, $1)', [
    rows[0]?.all,
  ])
}

/** How much of the write-ahead log there has been, in bytes. */
async function logPosition(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ bytes: string }>(
    `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') AS bytes`,
  )
  return Number(rows[0]?.bytes)
}

/** What an event and an appointment take on the disk, indexes included: docs/operations.md counts with it. */
async function storage(pool: Pool): Promise<string> {
  const sizes: string[] = []
  for (const table of ['office_events', 'appointments']) {
    const { rows } = await pool.query<{ bytes: string; count: string }>(
      `SELECT (SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('${table}')) AS bytes,
         (SELECT count(*) FROM ${table}) AS count`,
    )
    sizes.push(`${table}: ${perItem(Number(rows[0]?.bytes), Number(rows[0]?.count))} a row`)
  }
  return sizes.join(', ')
}

const perItem = (bytes: number, count: number) => `${Math.round(bytes / count)} bytes`
