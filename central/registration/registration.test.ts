import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { notEligibleMessage } from '#shared/contract/citizen.ts'
import type { RegistrationDetails } from '#shared/domain/registration-form.ts'
import { CentralDevice } from '#tests/support/central-device.ts'
import { startTestCentral, type TestCentral, testInstant } from '#tests/support/postgres.ts'
import { nationalCodeOf, registered } from '#tests/support/registrations.ts'
import { insertRegistryPerson } from '#tests/support/registry-people.ts'
import { outbox } from '../message-gateway.ts'
import { demoRegistry } from '../registry/demo-registry.ts'
import { randomTrackingCode, register } from './register.ts'

let central: TestCentral
beforeAll(async () => {
  central = await startTestCentral({ seed: 'demo', limits: 'off' })
})
afterAll(() => central.close())
beforeEach(async () => {
  await central.pool.query('DELETE FROM demo_registry_people WHERE certificate_serial = $1', [
    registered.certificateSerial,
  ])
})

let people = 0
/** Somebody new, who is in the registry as they register. */
async function somebody(
  otherwise: Parameters<typeof insertRegistryPerson>[2] = {},
): Promise<RegistrationDetails> {
  people += 1
  const details = { ...registered, nationalCode: nationalCodeOf(`9${String(people).padStart(8, '0')}`) }
  await insertRegistryPerson(central.pool, details, otherwise)
  return details
}
const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${central.url}/v1/registrations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const registrationsOf = async (nationalCode: string) =>
  (await central.pool.query('SELECT * FROM registrations WHERE national_code = $1', [nationalCode]))
    .rows as Record<string, unknown>[]
const messagesTo = async (text: string) =>
  (
    await central.pool.query<{ mobile: string; kind: string; body: string; delivered_at: Date | null }>(
      'SELECT * FROM messages WHERE body LIKE $1',
      [`%${text}%`],
    )
  ).rows

describe('registering', () => {
  test('who has been given a card of an earlier registration has one', async () => {
    const details = await somebody()
    expect((await post(details)).status).toBe(201)
    await central.pool.query(
      `UPDATE registrations SET stage = 'delivered', live = false WHERE national_code = $1`,
      [details.nationalCode],
    )
    expect(await (await post(details)).json()).toMatchObject({ code: 'NOT_ELIGIBLE', reason: 'has_card' })
    expect((await post({ ...details, requestKind: 'replacement' })).status).toBe(201)
  })

  test('keeps what was typed in stored form, with a first stage and a message that tells the code', async () => {
    const details = await somebody()
    const answer = await post({
      ...details,
      nationalCode: details.nationalCode.replace(/^(...)(......)(.)$/, '$1-$2-$3'),
      firstName: ' مريم ',
      certificateNumber: '۱۲۳۴',
      mobile: '+98 912 123 4567',
      landline: '(021) 66123456',
      postalCode: '14317-13571',
    })
    expect(answer.status).toBe(201)
    const { trackingCode, registeredAt } = (await answer.json()) as Record<string, string>
    expect(trackingCode).toMatch(/^[0-9]{10}$/)
    expect(Math.abs(Date.parse(registeredAt ?? '') - Date.parse(testInstant))).toBeLessThan(300_000)
    const [row, ...others] = await registrationsOf(details.nationalCode)
    expect(others).toEqual([])
    expect(row).toMatchObject({
      tracking_code: trackingCode,
      birth_date: details.birthDate,
      request_kind: 'first_issue',
      details,
      stage: 'pre_registered',
      live: true,
      device_id: null,
    })
    const { rows: stages } = await central.pool.query(
      'SELECT place, stage, note FROM registration_stages WHERE registration_id = $1',
      [row?.id],
    )
    expect(stages).toEqual([{ place: 1, stage: 'pre_registered', note: null }])
    expect(await messagesTo(trackingCode ?? '-')).toEqual([
      expect.objectContaining({ mobile: '09121234567', kind: 'registered', delivered_at: null }),
    ])
  })

  test('at a counter, records the device', async () => {
    const device = await CentralDevice.activate(central.url, central.demo?.activationCode ?? '')
    const details = await somebody()
    const answer = await post(details, { authorization: `Bearer ${await device.token()}` })
    expect(answer.status).toBe(201)
    expect(await registrationsOf(details.nationalCode)).toMatchObject([{ device_id: device.deviceId }])
  })

  test('with a token that is not good, is refused: the device gets another one', async () => {
    const details = await somebody()
    const answer = await post(details, { authorization: 'Bearer nonsense' })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    expect(await registrationsOf(details.nationalCode)).toEqual([])
  })

  test('is refused with every field that is wrong, and changes nothing', async () => {
    const details = await somebody()
    const answer = await post({
      ...details,
      nationalCode: '0093849378',
      birthDate: '2026-11-23',
      gender: 'x',
      address: '',
      certificateSerial: '12345',
    })
    expect(answer.status).toBe(422)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toEqual({
      type: 'urn:pishkhan:problem:details-invalid',
      title: 'Some fields are not valid.',
      status: 422,
      code: 'DETAILS_INVALID',
      fields: {
        nationalCode: 'national_code_check_digit',
        birthDate: 'birth_date_in_future',
        gender: 'choice_required',
        address: 'required',
        certificateSerial: 'certificate_serial_format',
      },
    })
  })

  test.each(['2026-02-30', '1405/09/01', '1369-01-21x', '0001-01-01', '', '\u0000'])(
    'does not take %j for a birth date',
    async (birthDate) => {
      const answer = await post({ ...(await somebody()), birthDate })
      expect(answer.status).toBe(422)
      expect(Object.keys(((await answer.json()) as { fields: object }).fields)).toEqual(['birthDate'])
    },
  )
})

describe('who may not register', () => {
  test('hears the official message, word for word, with the reason for machines', async () => {
    const details = await somebody({ deceased: true })
    const answer = await post(details)
    expect(answer.status).toBe(422)
    expect(await answer.json()).toEqual({
      type: 'urn:pishkhan:problem:not-eligible',
      title: 'شهروند گرامی در حال حاضر شما واجد شرایط ثبت نام کارت هوشمند ملی نمی‌باشید.',
      status: 422,
      code: 'NOT_ELIGIBLE',
      reason: 'deceased',
    })
    expect(notEligibleMessage.normalize('NFC')).toBe(notEligibleMessage)
    expect(await registrationsOf(details.nationalCode)).toEqual([])
  })

  test('who is not in the registry, or otherwise than it says, is told only that', async () => {
    const stranger = { ...registered, nationalCode: nationalCodeOf('800000001') }
    expect(await (await post(stranger)).json()).toMatchObject({ reason: 'not_in_registry' })
    const details = await somebody()
    expect((await post(details)).status).toBe(201)
    // With a live registration, but not by somebody who does not know the person.
    const guess = await post({ ...details, fatherName: 'کامران' })
    expect(await guess.json()).toMatchObject({ reason: 'registry_mismatch' })
    expect(await (await post(details)).json()).toMatchObject({ reason: 'live_registration' })
  })

  test('registers again when the earlier registration is over', async () => {
    const details = await somebody()
    expect((await post(details)).status).toBe(201)
    await central.pool.query(
      `UPDATE registrations SET live = false, stage = 'rejected' WHERE national_code = $1`,
      [details.nationalCode],
    )
    expect((await post(details)).status).toBe(201)
    expect(await registrationsOf(details.nationalCode)).toHaveLength(2)
  })

  test('of twenty at once of the same person, by two processes, one wins', async () => {
    const other = await startTestCentral({ databaseUrl: central.databaseUrl, limits: 'off' })
    try {
      const details = await somebody()
      const answers = await Promise.all(
        Array.from({ length: 20 }, async (_, index) => {
          const url = index % 2 === 0 ? central.url : other.url
          const answer = await fetch(`${url}/v1/registrations`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(details),
          })
          return [answer.status, ((await answer.json()) as { reason?: string }).reason]
        }),
      )
      expect(answers.filter(([status]) => status === 201)).toHaveLength(1)
      expect(answers.filter(([, reason]) => reason === 'live_registration')).toHaveLength(19)
      const [row, ...more] = await registrationsOf(details.nationalCode)
      expect(more).toEqual([])
      expect(await messagesTo(String(row?.tracking_code))).toHaveLength(1)
    } finally {
      await other.close()
    }
  })
})

describe('tracking codes', () => {
  const parts = () => ({
    pool: central.pool,
    clock: { now: () => new Date(testInstant) },
    registry: demoRegistry(central.running.database.db),
    gateway: outbox,
  })

  test('one that is taken is drawn again; zeros at the front stay', async () => {
    const [first, second] = [await somebody(), await somebody()]
    const codes = ['0000000017', '0000000017', '0000000017', '0000000018']
    const draw = () => codes.shift() ?? ''
    const outcomes = [
      await register({ ...parts(), newTrackingCode: draw }, first, null),
      await register({ ...parts(), newTrackingCode: draw }, second, null),
    ]
    expect(outcomes.map((outcome) => outcome.ok && outcome.registered.trackingCode)).toEqual([
      '0000000017',
      '0000000018',
    ])
    expect(codes).toEqual([])
    expect(await registrationsOf(second.nationalCode)).toMatchObject([{ tracking_code: '0000000018' }])
  })

  test('when every draw is taken, nothing is kept', async () => {
    const [first, second] = [await somebody(), await somebody()]
    const same = { ...parts(), newTrackingCode: () => '0000000019' }
    await register(same, first, null)
    await expect(register(same, second, null)).rejects.toMatchObject({ code: '23505' })
    expect(await registrationsOf(second.nationalCode)).toEqual([])
  })

  test('no digit is favoured at any place', () => {
    const counts = Array.from({ length: 10 }, () => new Map<string, number>())
    for (let drawn = 0; drawn < 5000; drawn += 1) {
      const code = randomTrackingCode()
      expect(code).toMatch(/^[0-9]{10}$/)
      for (const [place, digit] of [...code].entries()) {
        counts[place]?.set(digit, (counts[place]?.get(digit) ?? 0) + 1)
      }
    }
    // Each of the ten digits is expected 500 times at each place; seven standard deviations are 150.
    for (const place of counts) {
      expect(place.size).toBe(10)
      for (const count of place.values()) expect(Math.abs(count - 500)).toBeLessThan(150)
    }
  })
})
