import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { CentralDevice } from '#tests/support/central-device.ts'
import { appointmentsIn, checkIn } from '#tests/support/central-visits.ts'
import type { Known } from '#tests/support/schema-arbitrary.ts'
import { roughText } from '#tests/support/schema-arbitrary.ts'
import { FuzzedCentral } from './fuzzed-central.ts'
import { fittingRequest, runs, type Together } from './requests.ts'

/**
 * Every endpoint of the central system with requests that fit its description and come close to what exists: done and
 * answered as described, or refused as described with nothing changed.
 */
const fuzzed = await FuzzedCentral.start()
const { central, api, device, appointments } = fuzzed
afterAll(() => fuzzed.close())

const officeId = device.officeId
const { cursor } = await device.page(undefined, 3)

const known: Known = {
  cursor: fc.oneof(
    fc.constant(cursor),
    fc.constantFrom('', '0.0.AAAAAAAAAAAA', cursor.slice(1), `${cursor}x`),
  ),
  limit: fc.integer({ min: 1, max: 20 }),
  activationCode: fc.constantFrom('AAAA-BBBB-CCCC', '0000-0000-0000-0000'),
  x: fc.constantFrom(Buffer.alloc(32, 3).toString('base64url'), 'x'.repeat(43), ''),
  client_assertion: fc.oneof(
    fc.tuple(fc.base64String(), fc.base64String(), fc.base64String()).map((parts) => parts.join('.')),
    fc
      .record({
        iss: fc.constant(device.deviceId),
        sub: fc.constant(device.deviceId),
        jti: roughText,
        exp: fc.integer(),
      })
      .map((claims) =>
        ['{"alg":"EdDSA"}', JSON.stringify(claims), 'x']
          .map((part) => Buffer.from(part).toString('base64url'))
          .join('.'),
      ),
  ),
  officeId: fc.constant(officeId),
  province: fc.constantFrom('تهران', 'تهران\u200c', 'البرز'),
  city: fc.constantFrom('تهران', 'ري'),
  from: fc.constantFrom('2026-11-22', '0001-01-01', '9999-12-31'),
  to: fc.constantFrom('2026-11-22', '2026-12-22', '0001-01-01'),
}

/** What is there of a person, so that rules behind the credentials are reached, too. */
async function people(): Promise<Record<string, unknown>[]> {
  const { rows } = await central.pool.query<Record<string, string | null>>(
    `SELECT r.national_code, r.tracking_code, r.birth_date, r.details, l.appointment_id
     FROM registrations r LEFT JOIN live_appointments l USING (national_code) ORDER BY r.id LIMIT 60`,
  )
  const strangers = await central.pool.query<Record<string, string>>(
    `SELECT national_code AS "nationalCode", first_name AS "firstName", last_name AS "lastName",
       father_name AS "fatherName", birth_date AS "birthDate", certificate_number AS "certificateNumber",
       certificate_serial AS "certificateSerial", gender
     FROM demo_registry_people WHERE national_code NOT IN (SELECT national_code FROM registrations)
     ORDER BY national_code LIMIT 20`,
  )
  const booked = appointments.slice(0, 20).map(({ id, applicant }) => ({
    id,
    nationalCode: applicant.nationalCode,
    trackingCode: applicant.trackingCode,
    birthDate: applicant.birthDate,
  }))
  return [
    ...booked,
    ...strangers.rows,
    ...rows.map(({ national_code, tracking_code, birth_date, details, appointment_id }) => ({
      ...(details as object | null),
      nationalCode: national_code,
      trackingCode: tracking_code,
      birthDate: birth_date,
      ...(appointment_id === null ? {} : { id: appointment_id }),
    })),
  ]
}
const person: Together = fc.constantFrom(...(await people()))
const contact: Together = fc.constantFrom(
  {
    postalCode: '1439957131',
    address: 'تهران، خیابان کارگر، پلاک ۱',
    landline: '02188634712',
    mobile: '09120572645',
  },
  { postalCode: '۱۴۳۹۹۵۷۱۳۱', mobile: '٠٩١٢٠٥٧٢٦٤٥' },
  { requestKind: 'replacement' },
  { requestKind: 'first_issue' },
)
const place: Together = fc
  .record({
    officeId: fc.constantFrom(officeId, officeId, '0195e000-0072-7104-8000-00000000ffff'),
    date: fc.constantFrom('2026-11-22', '2026-11-23', '2026-11-24', '2026-11-27', '2027-11-22', '0001-01-01'),
    slot: fc.constantFrom('08:00', '09:30', '13:45', '10:07', '23:59', '00:00'),
  })
  .map((values) => values)

/** The push is a test of its own (central-events.test.ts): it takes in what is wrong, with a result. */
const others = api.endpoints.filter(({ name }) => name !== 'POST /v1/office/events')

test.each(others)('$name is done as described, or refused with nothing changed', async (endpoint) => {
  const reads = endpoint.method === 'GET'
  const hasInput = endpoint.body !== null || endpoint.parameters.length > 0
  const requests = fittingRequest(endpoint, { known, together: [person, contact, place] })
  let before = await fuzzed.digest()
  await fc.assert(
    fc.asyncProperty(requests, async (request) => {
      const response = await fuzzed.send(endpoint, request)
      if (response.ok) await fuzzed.expectDescribed(endpoint, response)
      else await fuzzed.expectProblem(endpoint, response)
      if (reads) return
      const after = await fuzzed.digest()
      if (!response.ok) expect(after, `${endpoint.name} ${response.status}`).toBe(before)
      before = after
    }),
    runs(hasInput ? 60 : 8),
  )
  expect(await fuzzed.digest()).toBe(before)
})

test('what succeeds answers as described', async () => {
  const newCode = async () => {
    const answer = await fetch(`${central.url}/demo/activation-codes`, { method: 'POST' })
    return ((await answer.json()) as { activationCode: string }).activationCode
  }
  const other = await CentralDevice.activate(central.url, await newCode())
  const [appointment] = appointmentsIn((await other.pull()).changes).filter(
    ({ state, date }) => state === 'booked' && date === '2026-11-22',
  )
  if (!appointment) throw new Error('the demonstration has booked appointments')
  const before = await fuzzed.digest()
  const activate = api.endpoint('POST /v1/devices/activate')
  await fuzzed.expectDescribed(
    activate,
    await fuzzed.post(activate, {
      activationCode: await newCode(),
      publicKey: { kty: 'OKP', crv: 'Ed25519', x: Buffer.alloc(32, 9).toString('base64url') },
      deviceName: 'باجه',
    }),
  )
  expect(await fuzzed.digest()).not.toBe(before)
  await fuzzed.expectDescribed(
    api.endpoint('POST /v1/token'),
    await other.requestToken(await other.assertion(await other.serverSeconds())),
  )
  const push = api.endpoint('POST /v1/office/events')
  const arrival = checkIn(other, appointment)
  await fuzzed.expectDescribed(push, await other.pushRaw([arrival]))
  await fuzzed.expectDescribed(push, await other.pushRaw([arrival]))
  other.seq += 5
  await fuzzed.expectDescribed(push, await other.pushRaw([checkIn(other, appointment)]))
  await fuzzed.expectDescribed(
    api.endpoint('GET /v1/office/changes'),
    await other.fetch('/v1/office/changes'),
  )
})

test('none of this was a failure of the server, and no person is in its log', () => fuzzed.expectQuietLog())
