import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { reduce } from '#shared/domain/reduce.ts'
import { type CentralAtWork, startCentralAtWork } from '#tests/support/central-at-work.ts'
import type { CentralDevice } from '#tests/support/central-device.ts'
import { at, checkIn, reception, supervisor, wholeVisit } from '#tests/support/central-visits.ts'
import { type TestCentral, testInstant } from '#tests/support/postgres.ts'
import { demoOffice } from '../demo/office.ts'

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
const next = () => work.next()
const rowOf = (id: string) => work.rowOf(id)
const officeRevision = () => work.officeRevision()

describe('applied', () => {
  test('a visit ends in the state that the rule book gives, with a revision for each event', async () => {
    const appointment = next()
    const before = await officeRevision()
    const events = wholeVisit(device, appointment, 7)
    const answer = await device.push(...events)

    expect(answer.results.map(({ status }) => status)).toEqual(Array(8).fill('applied'))
    expect(answer.results.map(({ revision }) => revision)).toEqual(
      events.map((_, index) => before + index + 1),
    )
    expect(answer.expectedSeq).toBeUndefined()
    let expected = appointment
    for (const event of events) {
      const reduction = reduce(expected, event, demoOffice.rules)
      if (!reduction.ok) throw new Error(reduction.refusal.code)
      expected = reduction.value
    }
    const row = await rowOf(appointment.id)
    expect(row?.body).toEqual({ ...expected, revision: before + 8 })
    expect(row).toMatchObject({ state: 'served', revision: before + 8 })
    expect(await officeRevision()).toBe(before + 8)
  })

  test('events are stored as they were sent, in the order of the server, and their hashes chain', async () => {
    const events = [...wholeVisit(device, next(), 8), ...wholeVisit(device, next(), 9)]
    await device.push(...events.slice(0, 3))
    await device.push(...events.slice(3))
    const { rows } = await central.pool.query<{ body: unknown; status: string }>(
      'SELECT body, status FROM office_events WHERE device_id = $1 ORDER BY revision',
      [device.deviceId],
    )
    expect(rows.map(({ body }) => body)).toEqual(events)
    const head = await central.pool.query('SELECT last_seq, last_hash FROM devices WHERE id = $1', [
      device.deviceId,
    ])
    expect(head.rows[0]).toEqual({ last_seq: 16, last_hash: device.hash })
  })

  test('what was only seen is stored in its place in the chain and changes nothing; who may not, is refused', async () => {
    const appointment = next()
    const seen = { type: 'record_viewed', payload: { appointmentId: appointment.id } } as const
    const on = { actor: reception, deviceTime: testInstant }
    const taken = { type: 'log_exported', payload: { from: null, to: null, entries: 3 } } as const
    const events = [
      device.writeViewing(seen, on),
      checkIn(device, appointment, 21),
      device.writeViewing(taken, { ...on, actor: supervisor }),
      device.writeViewing(taken, on),
      device.writeViewing({ ...seen, payload: { appointmentId: crypto.randomUUID() } }, on),
    ]
    const before = await officeRevision()
    const { results } = await device.push(...events)
    expect(results.map(({ status, code }) => code ?? status)).toEqual([
      'applied',
      'applied',
      'applied',
      'role_not_allowed',
      // A file that went to another office meanwhile was seen all the same.
      'applied',
    ])
    expect((await rowOf(appointment.id))?.revision).toBe(before + 2)
    const { rows } = await central.pool.query<{ body: unknown; appointment_id: string | null }>(
      'SELECT body, appointment_id FROM office_events WHERE device_id = $1 ORDER BY revision',
      [device.deviceId],
    )
    expect(rows.map(({ body }) => body)).toEqual(events)
    expect(rows.map(({ appointment_id }) => appointment_id)).toEqual([null, appointment.id, null, null, null])
    const other = await work.newDevice()
    const { changes } = await other.pull()
    const pulled = changes.flatMap((change) => (change.entity === 'event' ? change.data.id : []))
    expect(pulled).toEqual(expect.arrayContaining([events[0]?.id, events[2]?.id, events[4]?.id]))
    expect(pulled).not.toContain(events[3]?.id)
  })

  test('an event of weeks ago is not refused for its age', async () => {
    const appointment = next()
    const late = device.write(
      'checked_in',
      { queueNumber: 3, reason: 'ثبت پس از قطع شبکه' },
      { ...at(appointment, supervisor, '2026-10-01T06:00:00.000Z') },
    )
    expect((await device.push(late)).results).toMatchObject([{ status: 'applied' }])
    expect((await rowOf(appointment.id))?.body.arrivedOn).toBe('2026-10-01')
  })

  test('days close and open again; closing twice is refused', async () => {
    const counts = {
      booked: 0,
      arrived: 0,
      documents_incomplete: 0,
      documents_complete: 0,
      served: 140,
      no_show: 0,
      cancelled: 0,
    }
    const by = { actor: supervisor, deviceTime: testInstant }
    const closed = { type: 'day_closed', payload: { date: '2026-11-21', counts } } as const
    const answer = await device.push(
      device.writeDay(closed, by),
      device.writeDay(closed, by),
      device.writeDay({ type: 'day_reopened', payload: { date: '2026-11-21', reason: 'اشتباه' } }, by),
      device.writeDay(closed, by),
    )
    expect(answer.results.map(({ status, code }) => code ?? status)).toEqual([
      'applied',
      'day_already_closed',
      'applied',
      'applied',
    ])
    const { rows } = await central.pool.query<{ closed: boolean; revision: number }>(
      "SELECT closed, revision FROM office_days WHERE date = '2026-11-21'",
    )
    expect(rows).toEqual([{ closed: true, revision: answer.results[3]?.revision }])
  })

  test('a batch of 500 is one answer of 500', async () => {
    const booked = await fetch(`${central.url}/demo/appointments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ date: '2026-11-22', count: 500 }),
    })
    const { ids } = (await booked.json()) as { ids: string[] }
    const events = ids.map((appointmentId, index) =>
      device.write(
        'checked_in',
        { queueNumber: index + 1, reason: null },
        { appointmentId, actor: reception, deviceTime: testInstant },
      ),
    )
    const { results } = await device.push(...events)
    expect(results).toHaveLength(500)
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['applied']))
    const { rows } = await central.pool.query<{ n: number }>(
      "SELECT count(*) AS n FROM appointments WHERE id = ANY($1::uuid[]) AND state = 'arrived'",
      [ids],
    )
    expect(rows[0]?.n).toBe(500)
  })
})

describe('repeated', () => {
  test('gets its first result and changes nothing', async () => {
    const appointment = next()
    const events = [checkIn(device, appointment), checkIn(device, appointment)]
    const first = await device.push(...events)
    expect(first.results.map(({ status }) => status)).toEqual(['applied', 'rejected'])
    const row = await rowOf(appointment.id)
    const before = await officeRevision()

    const again = await device.push(...events)
    expect(again.results).toEqual([
      { id: events[0]?.id, status: 'duplicate', first: 'applied', revision: first.results[0]?.revision },
      {
        id: events[1]?.id,
        status: 'duplicate',
        first: 'rejected',
        code: 'already_checked_in',
        message: 'arrived',
      },
    ])
    expect(await rowOf(appointment.id)).toEqual(row)
    expect(await officeRevision()).toBe(before)
  })

  test('and new events may share a batch', async () => {
    const [first, second, third] = [next(), next(), next()].map((appointment) => checkIn(device, appointment))
    if (!first || !second || !third) throw new Error('three were written')
    await device.push(first)
    const { results } = await device.push(first, second, third)
    expect(results.map(({ status }) => status)).toEqual(['duplicate', 'applied', 'applied'])
  })

  test('another event under a number that was given is a broken chain, and is not stored', async () => {
    await device.push(checkIn(device, next()))
    device.seq = 0
    const forked = checkIn(device, next())
    const { results } = await device.push(forked)
    expect(results).toMatchObject([{ id: forked.id, status: 'rejected', code: 'chain_broken' }])
    const { rows } = await central.pool.query('SELECT id FROM office_events WHERE id = $1', [forked.id])
    expect(rows).toEqual([])
  })
})

describe('out of order', () => {
  test('a gap is answered with the number that is expected, and nothing behind it is read', async () => {
    const [one, two, three] = [next(), next(), next()].map((appointment) => checkIn(device, appointment))
    if (!one || !two || !three) throw new Error('three were written')
    expect((await device.push(one)).results.map(({ status }) => status)).toEqual(['applied'])
    const nothing = await device.push(three)
    expect(nothing).toMatchObject({ results: [], expectedSeq: 2 })
    expect((await device.push(two, three)).results.map(({ status }) => status)).toEqual([
      'applied',
      'applied',
    ])
  })

  test('a batch that overtook the one before it waits for it', async () => {
    const events = Array.from({ length: 6 }, () => checkIn(device, next()))
    const second = device.push(...events.slice(3))
    await new Promise((done) => setTimeout(done, 60))
    const first = device.push(...events.slice(0, 3))
    for (const answer of [await first, await second]) {
      expect(answer.results.map(({ status }) => status)).toEqual(['applied', 'applied', 'applied'])
      expect(answer.expectedSeq).toBeUndefined()
    }
  })

  test('an event that does not name the hash before it is rejected; the next goes on from it', async () => {
    const [one, other] = [next(), next()]
    const good = checkIn(device, one)
    const broken = device.write('checked_in', { queueNumber: 2, reason: null }, at(other), {
      previousHash: 'f'.repeat(64),
    })
    const after = checkIn(device, other)
    // No signature vouches for events that do not go on from each other, so they come one by one.
    const { results: first } = await device.push(good)
    const { results: second } = await device.push(broken, after)
    const results = [...first, ...second]
    expect(results.map(({ status, code }) => code ?? status)).toEqual(['applied', 'chain_broken', 'applied'])
    const stored = await central.pool.query<{ status: string }>(
      'SELECT status FROM office_events WHERE id = $1',
      [broken.id],
    )
    expect(stored.rows).toEqual([{ status: 'rejected' }])
  })
})

test('the appointments of a batch are found by their ids, also before the database has any statistics', async () => {
  const { appointmentsSql } = await import('./load.ts')
  const { rows: known } = await central.pool.query<{ id: string }>('SELECT id FROM appointments LIMIT 500')
  const client = await central.pool.connect()
  try {
    await client.query(`PREPARE found AS ${appointmentsSql}`)
    for (const mode of ['force_custom_plan', 'force_generic_plan']) {
      await client.query(`SET plan_cache_mode = ${mode}`)
      const ids = known.map(({ id }) => id).join()
      const { rows } = await client.query<Record<string, string>>(
        `EXPLAIN EXECUTE found ('{${ids}}', '2026-11-21', '2026-11-23')`,
      )
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
      expect(plan).toContain('appointments_2026_11_pkey')
      expect(plan).not.toMatch(/Seq Scan|office_id_date_slot/)
    }
  } finally {
    client.release(true)
  }
})

describe('refused as a whole', () => {
  const bad = async (events: readonly unknown[]) => {
    const response = await device.pushRaw(events)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    return { status: response.status, ...((await response.json()) as { code: string; detail?: string }) }
  }

  test.each([
    ['no events', []],
    ['more than 500', Array(501).fill({})],
    ['events without a place in the sequence', [{ type: 'served' }]],
    ['something else', ['x', null, 3]],
  ])('%s', async (_what, events) => {
    const before = await officeRevision()
    expect(await bad(events)).toMatchObject({ status: 400, code: 'BAD_REQUEST' })
    expect(await officeRevision()).toBe(before)
  })

  test('JSON nested deeper than any stack', async () => {
    const event = checkIn(device, next())
    const nested = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
    const { signature } = device.signed([event])
    const body = `{"signature":"${signature}","events":[${JSON.stringify(event).slice(0, -1)},"extra":${nested}}]}`
    const response = await device.fetch('/v1/office/events', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ detail: 'events.0: nested too deeply' })
  })

  test('a device that was revoked', async () => {
    await device.token()
    await central.pool.query('UPDATE devices SET revoked_at = now() WHERE id = $1', [device.deviceId])
    expect(await bad([checkIn(device, next())])).toMatchObject({ status: 403, code: 'FORBIDDEN' })
  })
})
