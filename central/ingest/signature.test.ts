import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { hashEvent } from '#shared/domain/event-chain.ts'
import { logEndText } from '#shared/domain/log-signature.ts'
import { type CentralAtWork, startCentralAtWork } from '#tests/support/central-at-work.ts'
import type { CentralDevice } from '#tests/support/central-device.ts'
import { checkIn } from '#tests/support/central-visits.ts'
import type { TestCentral } from '#tests/support/postgres.ts'
import type { CentralTables } from '../db/tables.ts'
import { verifyDeviceLog } from './verify-log.ts'

let work: CentralAtWork
let central: TestCentral
let device: CentralDevice
beforeAll(async () => {
  work = await startCentralAtWork()
  central = work.central
})
afterAll(() => central.close())
beforeEach(async () => {
  device = await work.newDevice()
})

const verifyLog = (deviceId = device.deviceId, from?: number) => {
  const db = new Kysely<CentralTables>({ dialect: new PostgresDialect({ pool: central.pool }) })
  return verifyDeviceLog(db, deviceId, from)
}
const events = (count: number, of = device): OfficeEvent[] =>
  Array.from({ length: count }, () => checkIn(of, work.next()))
const answerTo = async (response: Response) => ({
  status: response.status,
  code: ((await response.json()) as { code?: string }).code ?? null,
})
const refused = { status: 403, code: 'SIGNATURE_INVALID' }
const storedOf = async ({ deviceId } = device) => {
  const { rows } = await central.pool.query<{
    last_seq: number
    last_hash: string
    last_signature: string | null
    stored: number
  }>(
    `SELECT last_seq, last_hash, last_signature,
       (SELECT count(*)::int FROM office_events WHERE device_id = devices.id) AS stored
     FROM devices WHERE id = $1`,
    [deviceId],
  )
  return rows[0]
}

describe('a batch is taken in only when its device has signed it', () => {
  /** Whatever is wrong with it, nothing is read in, and what is right still is afterwards. */
  const refusedAndThenTaken = async (batch: readonly OfficeEvent[], send: () => Promise<Response>) => {
    const revision = await work.officeRevision()
    expect(await answerTo(await send())).toEqual(refused)
    expect(await work.officeRevision()).toBe(revision)
    expect(await storedOf()).toMatchObject({ last_seq: 0, last_signature: null, stored: 0 })
    const { results } = await device.push(...batch)
    expect(results.map(({ status }) => status)).toEqual(batch.map(() => 'applied'))
  }

  test('not with another key', async () => {
    const batch = events(3)
    const last = batch.at(-1)
    if (!last) throw new Error('three were written')
    const end = { deviceId: device.deviceId, seq: last.deviceSeq, hash: hashEvent(last) }
    const { privateKey } = generateKeyPairSync('ed25519')
    const signature = sign(null, Buffer.from(logEndText(end)), privateKey).toString('base64url')
    await refusedAndThenTaken(batch, () => device.pushRaw(batch, { signature }))
  })

  test('not with the signature of another device of the same office', async () => {
    const other = await work.newDevice()
    const batch = events(2)
    await refusedAndThenTaken(batch, () => device.pushRaw(batch, other.signed(batch)))
  })

  test('not in the name of another device, whose token does not go with the signature', async () => {
    const batch = events(2)
    const other = await work.newDevice()
    await refusedAndThenTaken(batch, () => other.pushRaw(batch, device.signed(batch)))
  })

  test.each([0, 1, 2])('not with event %i of three changed after it was signed', async (place) => {
    const batch = events(3)
    const changed = batch.map((event, index) =>
      index === place ? { ...event, deviceTime: '2026-11-22T05:00:00.000Z' } : event,
    )
    await refusedAndThenTaken(batch, () => device.pushRaw(changed, device.signed(batch)))
  })

  test('not with one taken out, one twice, or two in each other’s place', async () => {
    const [one, two, three] = events(3)
    if (!one || !two || !three) throw new Error('three were written')
    const batch = [one, two, three]
    for (const other of [
      [one, three],
      [one, two, two, three],
      [two, one, three],
    ]) {
      expect(await answerTo(await device.pushRaw(other, device.signed(other)))).toEqual(refused)
    }
    await refusedAndThenTaken(batch, () => device.pushRaw([two, three, one], device.signed(batch)))
  })

  test('not with the signature of the batch before', async () => {
    const [first, second] = [events(2), events(2)]
    const { signature } = device.signed(first)
    expect((await device.pushRaw(first, { signature })).status).toBe(200)
    const before = await storedOf()
    expect(await answerTo(await device.pushRaw(second, { signature }))).toEqual(refused)
    expect(await storedOf()).toEqual(before)
    expect((await device.push(...second)).results.map(({ status }) => status)).toEqual(['applied', 'applied'])
  })

  test.each([
    ['no signature', {}],
    ['one that is too short', { signature: 'AAAA' }],
    ['one that is no text', { signature: 7 }],
    ['null', { signature: null }],
  ])('not with %s', async (_what, given) => {
    const response = await device.fetch('/v1/office/events', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ events: events(1), ...given }),
    })
    expect(await answerTo(response)).toEqual({ status: 400, code: 'BAD_REQUEST' })
    expect(await storedOf()).toMatchObject({ last_seq: 0, stored: 0 })
  })
})

describe('the newest signature', () => {
  test('stands beside the end of the log, and anybody can check it with the device’s key', async () => {
    await device.push(...events(3))
    await device.push(...events(2))
    const batch = events(2)
    await device.push(...batch)
    // What was known already moves nothing.
    await device.push(...batch.slice(0, 1))
    const row = await storedOf()
    expect(row).toMatchObject({ last_seq: 7, last_hash: device.hash })
    const log = await verifyLog()
    expect(log).toMatchObject({ events: 7, faults: [] })
    const key = createPublicKey({
      format: 'jwk',
      key: { kty: 'OKP', crv: 'Ed25519', x: log?.publicKey ?? '' },
    })
    const text = `pishkhan-push-1\n${device.deviceId}\n7\n${device.hash}`
    const signature = Buffer.from(row?.last_signature ?? '', 'base64url')
    expect(verify(null, Buffer.from(text), key, signature)).toBe(true)
  })
})

describe('a stored log is checked', () => {
  const faults = async () => (await verifyLog())?.faults
  const change = (set: string, seq: number) =>
    central.pool.query(`UPDATE office_events SET ${set} WHERE device_id = $1 AND device_seq = $2`, [
      device.deviceId,
      seq,
    ])
  beforeEach(async () => {
    await device.push(...events(6))
  })

  test('and is whole as it came', async () => {
    expect(await verifyLog()).toMatchObject({
      events: 6,
      seq: 6,
      hash: device.hash,
      faults: [],
    })
    expect(await verifyLog('018f0000-0000-7000-8000-00000000dead')).toBeNull()
  })

  test('an event that was changed is found', async () => {
    await change(`body = replace(body::text, '"reason":null', '"reason":"دیگر"')::json`, 3)
    expect(await faults()).toEqual([{ seq: 4, fault: 'link_broken' }])
  })

  test('also the last one, also when the end was made to fit', async () => {
    await change(`body = replace(body::text, '"reason":null', '"reason":"دیگر"')::json`, 6)
    expect(await faults()).toEqual([{ seq: 6, fault: 'end_differs' }])
    await central.pool.query(
      `UPDATE devices SET last_hash = encode(sha256(convert_to(body::text, 'UTF8')), 'hex')
       FROM office_events e WHERE devices.id = $1 AND device_id = $1 AND device_seq = 6`,
      [device.deviceId],
    )
    expect(await faults()).toEqual([{ seq: 6, fault: 'signature_invalid' }])
  })

  test('also by a space that changes nothing of what it says', async () => {
    await change(`body = replace(body::text, '"reason":null', '"reason": null')::json`, 2)
    expect(await faults()).toEqual([{ seq: 3, fault: 'link_broken' }])
  })

  test('events that were removed are found, at the end as well', async () => {
    const remove = (seq: number) =>
      central.pool.query('DELETE FROM office_events WHERE device_id = $1 AND device_seq = $2', [
        device.deviceId,
        seq,
      ])
    await remove(2)
    expect(await faults()).toEqual([{ seq: 2, fault: 'missing' }])
    await remove(6)
    expect(await faults()).toEqual([
      { seq: 2, fault: 'missing' },
      { seq: 5, fault: 'end_differs' },
    ])
    await central.pool.query(
      `UPDATE devices SET last_seq = 5, last_hash = encode(sha256(convert_to(body::text, 'UTF8')), 'hex')
       FROM office_events e WHERE devices.id = $1 AND device_id = $1 AND device_seq = 5`,
      [device.deviceId],
    )
    expect(await faults()).toContainEqual({ seq: 5, fault: 'signature_invalid' })
  })

  test('events that went into an archive are not missed, the others are checked', async () => {
    await central.pool.query('DELETE FROM office_events WHERE device_id = $1 AND device_seq < 4', [
      device.deviceId,
    ])
    expect(await faults()).toEqual([1, 2, 3].map((seq) => ({ seq, fault: 'missing' })))
    expect(await verifyLog(device.deviceId, 4)).toMatchObject({ events: 3, seq: 6, faults: [] })
    await change(`body = replace(body::text, '"reason":null', '"reason":"دیگر"')::json`, 4)
    expect((await verifyLog(device.deviceId, 4))?.faults).toEqual([{ seq: 5, fault: 'link_broken' }])
  })

  test('events in each other’s place are found', async () => {
    await central.pool.query(
      `UPDATE office_events e SET body = o.body, id = o.id FROM office_events o
       WHERE e.device_id = $1 AND o.device_id = $1
         AND (e.device_seq, o.device_seq) IN ((3, 4), (4, 3))`,
      [device.deviceId],
    )
    expect(await faults()).toEqual([
      { seq: 3, fault: 'misplaced' },
      { seq: 4, fault: 'misplaced' },
      { seq: 5, fault: 'link_broken' },
    ])
  })

  test('an event twice is found', async () => {
    await central.pool.query(
      `INSERT INTO office_events SELECT office_id, received_on + 1, device_id, device_seq, id, revision, appointment_id,
         type, status, code, message, received_at, body
       FROM office_events WHERE device_id = $1 AND device_seq = 2`,
      [device.deviceId],
    )
    expect(await faults()).toEqual([{ seq: 2, fault: 'doubled' }])
  })

  test('a signature that is gone, or is another’s, is found', async () => {
    const set = (signature: string | null) =>
      central.pool.query('UPDATE devices SET last_signature = $2 WHERE id = $1', [device.deviceId, signature])
    await set(null)
    expect(await faults()).toEqual([{ seq: 6, fault: 'unsigned' }])
    await set((await work.newDevice()).signed([]).signature)
    expect(await faults()).toEqual([{ seq: 6, fault: 'signature_invalid' }])
  })

  test('a break that the device itself handed in is told as its own', async () => {
    const forked = checkIn(device, work.next())
    device.seq = 6
    device.hash = 'f'.repeat(64)
    const broken = checkIn(device, work.next())
    expect(forked.deviceSeq).toBe(broken.deviceSeq)
    expect((await device.push(broken)).results).toMatchObject([{ code: 'chain_broken' }])
    expect(await faults()).toEqual([{ seq: 7, fault: 'broken_at_device' }])
  })
})
