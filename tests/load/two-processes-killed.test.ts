import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { clockFrom } from '#shared/clock.ts'
import { chainStart, type OfficeEvent } from '#shared/domain/event.ts'
import { hashEvent } from '#shared/domain/event-chain.ts'
import { CentralDevice } from '#tests/support/central-device.ts'
import { appointmentsIn } from '#tests/support/central-visits.ts'
import { createTestDatabase, type TestDatabase, testInstant } from '#tests/support/postgres.ts'
import { BookingCitizens } from './booking-citizens.ts'
import { CentralPair } from './central-pair.ts'
import { PushingDevice } from './pushing-device.ts'

const DEVICES = 4
const VISITS_EACH = 8
/** Counters at which citizens book, and how many more come than there are seats. */
const COUNTERS = 4
const TOO_MANY = 8

let database: TestDatabase | undefined
let pool: pg.Pool | undefined
let pair: CentralPair | undefined
afterEach(async () => {
  await pair?.stop()
  await pool?.end()
  await database?.drop()
})

test('two processes on one database serve by turns; one is killed under load and comes back, nothing is lost or doubled', async () => {
  database = await createTestDatabase({ clock: clockFrom(testInstant) })
  const central = await CentralPair.start(database.url)
  pair = central
  const tables = new pg.Pool({ connectionString: database.url })
  pool = tables
  const newCode = async () => {
    const answer = await central.request('/demo/activation-codes', { method: 'POST' })
    return ((await answer.json()) as { activationCode: string }).activationCode
  }
  const reader = await CentralDevice.activate(central.urls[1], await newCode())
  const today = appointmentsIn((await reader.pull()).changes).filter(({ date }) => date === '2026-11-22')
  const devices: PushingDevice[] = []
  while (devices.length < DEVICES) devices.push(await PushingDevice.activate(central, await newCode()))

  const citizens = await BookingCitizens.register(tables, central, TOO_MANY)
  const tokens = await Promise.all(devices.map(({ device }) => device.token()))
  const atACounter = (BookingCitizens.seats + TOO_MANY) / COUNTERS / 2

  // First wave: the second process goes while batches are on their way to it, and starts again beside the load.
  const people = (wave: number, device: number) => {
    const first = (wave * DEVICES + device) * VISITS_EACH
    return today.slice(first, first + VISITS_EACH)
  }
  let acknowledgements = 0
  let back: Promise<void> | undefined
  const killMidway = () => {
    acknowledgements += 1
    if (acknowledgements === 8) back = central.kill().then(() => central.restart())
  }
  const wave = (number: number, onAcknowledged: () => void) =>
    Promise.all([
      ...devices.map((device, index) => device.work(people(number, index), onAcknowledged)),
      ...tokens.map((token) => citizens.book(atACounter, token, onAcknowledged)),
    ])
  await wave(0, killMidway)
  expect(central.lost).toBeGreaterThan(0)
  expect(back).toBeDefined()
  await back

  // Second wave: both work again.
  central.answered.fill(0)
  await wave(1, () => {})
  expect(Math.min(...central.answered)).toBeGreaterThan(0)

  for (const device of devices) await expectWholeLog(tables, device)
  const { rows } = await tables.query<{ events: number; revisions: number; newest: number; counter: number }>(
    `SELECT count(*)::int AS events, count(DISTINCT revision)::int AS revisions, max(revision)::int AS newest,
       (SELECT revision FROM office_revisions WHERE office_id = $1)::int AS counter
     FROM office_events WHERE office_id = $1`,
    [central.demo.officeId],
  )
  const written = devices.flatMap((device) => device.written).length
  expect(rows[0]).toMatchObject({ events: written, revisions: written, newest: rows[0]?.counter })
  expect({ booked: citizens.acknowledged.size, turnedAway: citizens.turnedAway }).toEqual({
    booked: BookingCitizens.seats,
    turnedAway: TOO_MANY,
  })
  await citizens.expectWhole(tables)
  // Who only reads learns of all of it, from either process.
  const seen = new Map(appointmentsIn((await reader.pull()).changes).map(({ id, state }) => [id, state]))
  const served = devices.flatMap(({ written, acknowledged }) =>
    written.filter(({ id, type }) => type === 'served' && isApplied(acknowledged.get(id))),
  )
  expect(served.length).toBeGreaterThan(DEVICES * VISITS_EACH)
  for (const { appointmentId } of served) expect(seen.get(appointmentId ?? '')).toBe('served')
}, 240_000)

const isApplied = (result: { status: string; first?: string | undefined } | undefined): boolean =>
  (result?.status === 'duplicate' ? result.first : result?.status) === 'applied'

/** Every event of the device once, in its place, with the result that the device was told, in an unbroken chain. */
async function expectWholeLog(client: pg.Pool, { device, written, acknowledged }: PushingDevice) {
  const { rows } = await client.query<{
    seq: number
    body: OfficeEvent
    status: string
    code: string | null
  }>(
    `SELECT device_seq::int AS seq, body, status, code FROM office_events
     WHERE device_id = $1 ORDER BY device_seq`,
    [device.deviceId],
  )
  expect(rows.map(({ body }) => body.id)).toEqual(written.map(({ id }) => id))
  expect(rows.map(({ seq }) => seq)).toEqual(written.map((_, index) => index + 1))
  let hash = chainStart
  for (const { body, status, code } of rows) {
    expect(body.previousHash).toBe(hash)
    hash = hashEvent(body)
    const told = acknowledged.get(body.id)
    expect({ applied: isApplied(told), code: told?.code ?? null }).toEqual({
      applied: status === 'applied',
      code,
    })
  }
  const head = await client.query<{ seq: number; last_hash: string }>(
    'SELECT last_seq::int AS seq, last_hash FROM devices WHERE id = $1',
    [device.deviceId],
  )
  expect(head.rows).toEqual([{ seq: written.length, last_hash: hash }])
}
