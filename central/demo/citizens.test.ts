import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#shared/domain/civil-date.ts'
import { fifteenthBirthdayOf } from '#shared/domain/eligibility.ts'
import { fromJalali } from '#shared/domain/jalali.ts'
import { parseRegistration } from '#shared/domain/registration-form.ts'
import { startTestCentral, type TestCentral } from '#tests/support/postgres.ts'
import type { DemoCitizen } from './citizens.ts'
import { appointmentsOf } from './day.ts'
import { registryPeople } from './registry-people.ts'

const today = '2026-11-22'

let central: TestCentral
beforeAll(async () => {
  central = await startTestCentral({ seed: 'demo', limits: 'off' })
})
afterAll(() => central.close())

const get = async <T>(path: string) => (await (await fetch(`${central.url}${path}`)).json()) as T
const citizens = async () => (await get<{ people: DemoCitizen[] }>('/demo/people')).people
const register = (body: unknown) =>
  fetch(`${central.url}/v1/registrations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

test('the registry has sixty people with forms that read as they are, the same each time', () => {
  expect(registryPeople(today)).toEqual(registryPeople(today))
  const people = registryPeople(today)
  expect(new Set(people.map(({ form }) => form.nationalCode)).size).toBe(60)
  for (const { form } of people) {
    const birthDate = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', { timeZone: 'UTC' })
      .formatToParts(Date.parse(form.birthDate))
      .filter(({ type }) => ['year', 'month', 'day'].includes(type))
    const part = (type: string) => birthDate.find((each) => each.type === type)?.value ?? ''
    const typed = `${part('year')}/${part('month')}/${part('day')}`
    expect(parseRegistration({ ...form, birthDate: typed }, { today })).toEqual({ ok: true, value: form })
  }
  const booked = new Set(appointmentsOf(today, 0, 2000).map(({ applicant }) => applicant.nationalCode))
  expect(people.filter(({ form }) => booked.has(form.nationalCode))).toEqual([])
})

test.each([
  today,
  fromJalali({ year: 1403, month: 12, day: 30 }),
  fromJalali({ year: 1403, month: 12, day: 29 }),
])('on %s one is 15 from that day on, one only from a later one', (day) => {
  const [tooYoung, fifteen] = registryPeople(day).map(({ known }) => known.birthDate)
  expect(fifteenthBirthdayOf(fifteen ?? '') <= day).toBe(true)
  expect(fifteenthBirthdayOf(tooYoung ?? '') > day).toBe(true)
  expect(tooYoung).toBe(addDays(fifteen ?? '', 1))
})

test('each of them is answered as the list says, and the code is in the outbox', async () => {
  const people = await citizens()
  const reasons = people.map(({ reason }) => reason)
  expect(reasons.slice(0, 7)).toEqual([
    'under_age',
    null,
    'deceased',
    'not_iranian',
    'has_card',
    'has_no_card',
    'registry_mismatch',
  ])
  expect(reasons.filter((reason) => reason === null)).toHaveLength(54)
  for (const { form, reason } of people) {
    const answer = await register(form)
    expect([answer.status, ((await answer.json()) as { reason?: string }).reason ?? null]).toEqual([
      reason === null ? 201 : 422,
      reason,
    ])
  }
  const after = await citizens()
  expect(after.filter(({ reason }) => reason === 'live_registration')).toHaveLength(54)
  expect(after.filter(({ reason }) => reason === null)).toEqual([])

  const { messages } = await get<{ messages: { mobile: string; body: string; createdAt: string }[] }>(
    '/demo/outbox',
  )
  expect(messages.length).toBeGreaterThanOrEqual(54)
  const { rows } = await central.pool.query<{ tracking_code: string }>(
    'SELECT tracking_code FROM registrations WHERE national_code = $1',
    [people.at(-1)?.form.nationalCode],
  )
  expect(messages[0]).toMatchObject({ mobile: people.at(-1)?.form.mobile })
  expect(messages[0]?.body).toContain(rows[0]?.tracking_code)
})

test('a later start moves the two birthdays and leaves the others alone', async () => {
  const { clockFrom } = await import('#shared/clock.ts')
  const later = await startTestCentral({
    seed: 'demo',
    databaseUrl: central.databaseUrl,
    clock: clockFrom('2026-11-25T06:00:00.000Z'),
  })
  try {
    const answer = await fetch(`${later.url}/demo/people`)
    const { people } = (await answer.json()) as { people: DemoCitizen[] }
    expect(people.slice(0, 2).map(({ reason }) => reason)).toEqual(['under_age', 'live_registration'])
  } finally {
    await later.close()
  }
})
