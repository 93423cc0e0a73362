import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changesPageSchema } from '#shared/contract/central.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { CentralDevice } from '#tests/support/central-device.ts'
import { appointmentsIn, checkIn, supervisor, wholeVisit } from '#tests/support/central-visits.ts'
import { startTestCentral, type TestCentral, testInstant } from '#tests/support/postgres.ts'

let central: TestCentral
beforeAll(async () => {
  central = await startTestCentral({ seed: 'demo' })
})
afterAll(() => central.close())

async function newDevice(): Promise<CentralDevice> {
  const answer = await fetch(`${central.url}/demo/activation-codes`, { method: 'POST' })
  const { activationCode } = (await answer.json()) as { activationCode: string }
  return CentralDevice.activate(central.url, activationCode)
}

test('gives everything in the order of revisions, whatever the size of the page, and ends', async () => {
  const device = await newDevice()
  const whole = await device.pull()
  const revisions = whole.changes.map(({ revision }) => revision)
  expect(revisions).toEqual([...revisions].sort((a, b) => a - b))
  for (const limit of [1000, 137, 1]) {
    const few = limit === 1 ? whole.changes.slice(0, 20) : whole.changes
    const paged =
      limit === 1
        ? await (async () => {
            const changes = []
            let cursor: string | undefined
            for (let i = 0; i < 20; i += 1) {
              const page = await device.page(cursor, 1)
              changes.push(...page.changes)
              cursor = page.cursor
            }
            return changes
          })()
        : (await device.pull(undefined, limit)).changes
    expect(paged).toEqual(few)
  }
  expect(await device.page(whole.cursor)).toMatchObject({ changes: [], more: false, cursor: whole.cursor })
})

test('the people come with what signing in needs, the office with its rules', async () => {
  const { changes } = await (await newDevice()).pull()
  const users = changes.flatMap((change) => (change.entity === 'user' ? [change.data] : []))
  expect(users.map(({ username, roles, desk }) => [username, roles, desk])).toEqual([
    ['paziresh', ['reception'], null],
    ['madarek', ['documents'], 'باجهٔ ۲'],
    ['masoul', ['supervisor'], null],
  ])
  const { verify } = await import('@node-rs/argon2')
  for (const { passwordHash } of users) expect(await verify(passwordHash, 'pishkhan-demo')).toBe(true)
  const office = changes.find((change) => change.entity === 'office')
  expect(office?.entity === 'office' && office.data.rules.requirementSets.map(({ id }) => id)).toEqual([
    'first_issue',
    'replacement',
    'exchange',
  ])
})

test('a device is given the events of others, not its own; and all rows that changed', async () => {
  const [mine, other] = [await newDevice(), await newDevice()]
  const start = await mine.pull()
  const booked = appointmentsIn(start.changes).filter(
    ({ date, state, applicant }) =>
      date === '2026-11-22' &&
      state === 'booked' &&
      applicant.landline &&
      !applicant.postalCode?.startsWith('02'),
  )
  const [first, second] = booked
  if (!first || !second) throw new Error('the demonstration has them')
  const own = wholeVisit(mine, first, 1)
  const foreign = wholeVisit(other, second, 2)
  const refused = checkIn(other, second, 3)
  await mine.push(...own)
  await other.push(...foreign, refused)
  const day = other.writeDay(
    {
      type: 'day_closed',
      payload: {
        date: '2026-11-20',
        counts: {
          booked: 0,
          arrived: 0,
          documents_incomplete: 0,
          documents_complete: 0,
          served: 1,
          no_show: 0,
          cancelled: 0,
        },
      },
    },
    { actor: supervisor, deviceTime: testInstant },
  )
  await other.push(day)

  for (const limit of [1000, 3, 1]) {
    const { changes } = await mine.pull(start.cursor, limit)
    expect(appointmentsIn(changes).map(({ id, state }) => [id, state])).toEqual([
      [first.id, 'served'],
      [second.id, 'served'],
    ])
    const events = changes.flatMap((change) => (change.entity === 'event' ? [change.data] : []))
    expect(events).toEqual([...foreign, day])
    expect(changes.filter(({ entity }) => entity === 'day')).toMatchObject([
      { data: { date: '2026-11-20', closed: { at: testInstant, counts: { served: 1 } } } },
    ])
  }
  const ends = await mine.pull(start.cursor)
  expect((await mine.page(ends.cursor)).changes).toEqual([])
})

test('a reader beside four writers misses nothing and gets nothing twice in the same state', async () => {
  const reader = await newDevice()
  const answer = await fetch(`${central.url}/demo/appointments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ date: '2026-11-22', count: 400 }),
  })
  const { ids } = (await answer.json()) as { ids: string[] }
  const start = await reader.pull()
  const rows = new Map(appointmentsIn(start.changes).map((appointment) => [appointment.id, appointment]))
  const wanted = ids.map((id) => rows.get(id)).filter((row): row is Appointment => row !== undefined)
  expect(wanted).toHaveLength(400)

  let writing = true
  const writers = Promise.all(
    [0, 1, 2, 3].map(async (part) => {
      const device = await newDevice()
      const mine = wanted.filter((_, index) => index % 4 === part)
      for (let from = 0; from < mine.length; from += 5) {
        await device.push(
          ...mine.slice(from, from + 5).map((row, index) => checkIn(device, row, from + index + 1)),
        )
        await fetch(`${central.url}/demo/appointments`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ date: `2026-12-0${part + 1}`, count: 3 }),
        })
      }
    }),
  ).finally(() => {
    writing = false
  })
  const seen: string[] = []
  const arrived = new Set<string>()
  const added = new Set<string>()
  let { cursor } = start
  for (let more = true; more; ) {
    const page = await reader.page(cursor, 7)
    cursor = page.cursor
    for (const change of page.changes) {
      seen.push(`${change.entity} ${change.revision}`)
      if (change.entity === 'event') arrived.add(change.data.appointmentId ?? '')
      if (change.entity === 'appointment' && change.data.date >= '2026-12-01') added.add(change.data.id)
    }
    more = writing || page.more
  }
  await writers
  for (const change of (await reader.pull(cursor)).changes) {
    seen.push(`${change.entity} ${change.revision}`)
    if (change.entity === 'event') arrived.add(change.data.appointmentId ?? '')
    if (change.entity === 'appointment' && change.data.date >= '2026-12-01') added.add(change.data.id)
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(arrived).toEqual(new Set(ids))
  expect(added.size).toBe(4 * 20 * 3)
})

test('goes out gzipped to who takes it, plain to who does not, with the same content', async () => {
  const device = await newDevice()
  const { request } = await import('node:http')
  const token = await device.token()
  const get = (encoding: string) =>
    new Promise<{ encoding: string | undefined; body: Buffer }>((done, failed) => {
      const headers = { authorization: `Bearer ${token}`, 'accept-encoding': encoding }
      request(`${central.url}/v1/office/changes?limit=50`, { headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          done({ encoding: response.headers['content-encoding'], body: Buffer.concat(chunks) }),
        )
      })
        .on('error', failed)
        .end()
    })
  const plain = await get('identity')
  const zipped = await get('br, gzip;q=0.8')
  expect([plain.encoding, zipped.encoding]).toEqual([undefined, 'gzip'])
  expect(zipped.body.length * 4).toBeLessThan(plain.body.length)
  const content = (body: Buffer) => changesPageSchema.parse(JSON.parse(body.toString())).changes
  expect(content(gunzipSync(zipped.body))).toEqual(content(plain.body))
})

test.each(['x', '1.0.AAAAAAAAAAAA', ''])('the cursor %j is refused', async (cursor) => {
  const device = await newDevice()
  const response = await device.fetch(`/v1/office/changes?cursor=${cursor}`)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ code: 'CURSOR_INVALID' })
})

test('the first page from the beginning says how many changes there are, no other page does', async () => {
  const device = await newDevice()
  const read = async (query: string) =>
    changesPageSchema.parse(await (await device.fetch(`/v1/office/changes?${query}`)).json())
  const first = await read('limit=100')
  let received = first.changes.length
  for (let page = first; page.more; received += page.changes.length) {
    page = await read(`limit=100&cursor=${page.cursor}`)
    expect(page.total).toBeUndefined()
  }
  expect(first.total).toBe(received)
})

test('a cursor from before a restored backup is refused, not answered with silence', async () => {
  const device = await newDevice()
  const { cursor } = await device.pull()
  const shift = (by: number) =>
    central.pool.query('UPDATE office_revisions SET revision = revision + $2 WHERE office_id = $1', [
      central.demo?.officeId,
      by,
    ])
  await shift(-5)
  try {
    const response = await device.fetch(`/v1/office/changes?cursor=${cursor}`)
    expect(await response.json()).toMatchObject({ status: 400, code: 'CURSOR_INVALID' })
  } finally {
    await shift(5)
  }
})

test('the statement of a page walks the indexes of revisions', async () => {
  const { pageSql } = await import('./page.ts')
  const client = await central.pool.connect()
  try {
    await client.query('ANALYZE')
    await client.query('BEGIN')
    await client.query(`PREPARE page AS ${pageSql}`)
    await client.query('SET LOCAL plan_cache_mode = force_generic_plan')
    const device = '00000000-0000-0000-0000-000000000000'
    const { rows } = await client.query<Record<string, string>>(
      `EXPLAIN EXECUTE page ('${central.demo?.officeId}', 900, 4, '${device}', 100)`,
    )
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toMatch(/Index Scan using appointments_2026_11_office_id_revision_date_key/)
    expect(plan).toMatch(/Index Scan using office_events_2026_11_office_id_revision_received_on_key/)
    expect(plan).not.toMatch(/Seq Scan on (appointments|office_events)/)
  } finally {
    await client.query('ROLLBACK')
    await client.query('DEALLOCATE ALL')
    client.release(true)
  }
})
