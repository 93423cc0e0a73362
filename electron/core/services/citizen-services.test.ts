import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyRegistrationForm } from '#shared/domain/registration.ts'
import type { CentralDouble } from '#tests/support/central-double.ts'
import { activationCode, startCentralDouble } from '#tests/support/central-double.ts'
import { nextId, officeId } from '#tests/support/domain-fixtures.ts'
import { seedOffice } from '#tests/support/seed-store.ts'
import { openTestStore } from '#tests/support/test-store.ts'
import { activateDevice } from '../sync/activate.ts'
import { createCitizenClient } from '../sync/citizen-client.ts'
import { createCitizenServices } from './citizen-services.ts'

/** A clerk's questions for a citizen, over real HTTP to a double of the central system. */

const now = '2026-11-22T06:52:00.000Z'
const clock = { now: () => new Date(now) }
const credentials = { nationalCode: '0499370899', trackingCode: '0048209178' }
const status = {
  firstName: 'زهرا',
  requestKind: 'first_issue',
  stage: 'a stage of tomorrow',
  history: [{ stage: 'pre_registered', at: now, note: null }],
  appointment: null,
  bookableFrom: null,
}
const { rules: _, opensAt, closesAt, slotMinutes, slotCapacity, ...publicOffice } = seedOffice
const appointment = {
  id: nextId(),
  date: '2026-11-23',
  slot: '08:10',
  state: 'booked',
  requestKind: 'first_issue',
  office: publicOffice,
  bring: [],
}
const problem = (code: string, statusCode: number, more: object = {}) => ({
  status: statusCode,
  body: { type: 'urn:x', title: code, status: statusCode, code, ...more },
})

let central: CentralDouble
let test: ReturnType<typeof openTestStore>
let ending: AbortController
let pulls: number
beforeEach(async () => {
  central = await startCentralDouble({ clock: clock.now })
  test = openTestStore(clock)
  ending = new AbortController()
  pulls = 0
})
afterEach(async () => {
  ending.abort()
  test.close()
  await central.close()
})

async function services(activated = true) {
  const tools = { fetch: globalThis.fetch, clock, signal: ending.signal }
  if (activated) await activateDevice(test.store, tools, central.url, activationCode)
  return createCitizenServices({
    ask: createCitizenClient({ store: test.store, ...tools }),
    sync: {
      syncNow: async () => {
        pulls += 1
      },
    },
  })
}

describe('what a clerk asks for a citizen', () => {
  it('goes to the central system with the device’s token, in the body alone', async () => {
    const citizen = await services()
    const heard: unknown[] = []
    central.answerCitizen('POST /v1/status', ({ body, query }) => {
      heard.push([body, query])
      return { status: 200, body: status }
    })
    expect(await citizen.status(credentials)).toEqual(status)
    expect(heard).toEqual([[credentials, '']])
    // Without a good token the double answers 401: a new one is asked for, once.
    central.forgetTokens()
    expect(await citizen.status(credentials)).toEqual(status)
    const paths = central.requests.map(({ path }) => path)
    expect(paths.filter((path) => path === '/v1/token')).toHaveLength(2)
    expect(paths.join()).not.toContain(credentials.nationalCode)
  })

  it('asks for offices and days with what was chosen, and nothing more', async () => {
    const citizen = await services()
    const queries: string[] = []
    central.answerCitizen('GET /v1/offices', ({ query }) => {
      queries.push(decodeURIComponent(query))
      return {
        status: 200,
        body: { places: [], offices: [{ ...publicOffice, firstFreeDate: null }] },
      }
    })
    central.answerCitizen(`GET /v1/offices/${officeId}/slots`, ({ query }) => {
      queries.push(query)
      return { status: 200, body: { days: [] } }
    })
    await citizen.offices({})
    await citizen.offices({ province: 'تهران', city: undefined })
    await citizen.slots({ officeId, from: '2026-11-22' })
    expect(queries).toEqual(['', '?province=تهران', '?from=2026-11-22'])
  })

  it('pulls at once what a change of an appointment brings', async () => {
    const citizen = await services()
    const { id } = appointment
    const place = { officeId, date: appointment.date, slot: appointment.slot }
    const paths = ['/v1/appointments', `/v1/appointments/${id}/change`, `/v1/appointments/${id}/cancel`]
    const bodies: unknown[] = []
    for (const path of paths) {
      central.answerCitizen(`POST ${path}`, ({ body }) => {
        bodies.push(body)
        return { status: 200, body: appointment }
      })
    }
    expect(await citizen.book({ ...credentials, ...place })).toEqual(appointment)
    await citizen.change({ ...credentials, id, ...place })
    await citizen.cancel({ ...credentials, id })
    expect(pulls).toBe(3)
    expect(bodies).toEqual([{ ...credentials, ...place }, { ...credentials, ...place }, credentials])
  })

  it('leaves nothing of the citizen in the office', async () => {
    const citizen = await services()
    central.answerCitizen('POST /v1/registrations', () => ({
      status: 201,
      body: { trackingCode: '0048209178', registeredAt: now },
    }))
    const before = test.store.events.head()
    const form = { ...emptyRegistrationForm, nationalCode: credentials.nationalCode, lastName: 'موسوی‌نژاد' }
    expect(await citizen.register(form)).toMatchObject({ trackingCode: '0048209178' })
    expect(test.store.events.head()).toEqual(before)
    expect(test.store.appointments.listDay('2026-11-22')).toEqual([])
  })
})

describe('when it is refused', () => {
  it.each([
    ['CREDENTIALS_UNKNOWN', 404, {}, {}],
    ['NOT_ELIGIBLE', 422, { reason: 'under_age' }, { reason: 'under_age' }],
    [
      'DETAILS_INVALID',
      422,
      { fields: { mobile: 'mobile_format' } },
      { fields: { mobile: 'mobile_format' } },
    ],
    ['BOOKING_BANNED', 409, { bookableFrom: '2026-11-26' }, { bookableFrom: '2026-11-26' }],
    ['TOO_MANY_REQUESTS', 429, { retryAfterSeconds: 40 }, { retryAfterSeconds: 40 }],
    ['SLOT_FULL', 409, {}, {}],
  ])('%s reaches the clerk with what belongs to it', async (code, statusCode, told, data) => {
    const citizen = await services()
    central.answerCitizen('POST /v1/status', () => problem(code, statusCode, told))
    await expect(citizen.status(credentials)).rejects.toMatchObject({
      code: 'central_refused',
      refusal: { code, ...data },
    })
  })

  it('a limit without seconds takes them from Retry-After', async () => {
    const citizen = await services()
    central.answerCitizen('POST /v1/status', () => ({
      ...problem('TOO_MANY_REQUESTS', 429),
      headers: { 'retry-after': '7' },
    }))
    await expect(citizen.status(credentials)).rejects.toMatchObject({ refusal: { retryAfterSeconds: 7 } })
  })
})

describe('without the central system', () => {
  it.each<[string, { status: number; body: unknown }, string]>([
    ['its failure', problem('INTERNAL_SERVER_ERROR', 500), 'server_error'],
    ['a refusal that the contract does not know', problem('GONE_FISHING', 409), 'request_refused'],
    ['an answer of another form', { status: 200, body: { stage: 7 } }, 'answer_malformed'],
    [
      'a refusal in another form',
      { status: 403, body: { error: 'log in to the Wi-Fi' } },
      'answer_malformed',
    ],
  ])('%s is no answer', async (_title, answer, code) => {
    const citizen = await services()
    central.answerCitizen('POST /v1/status', () => answer)
    await expect(citizen.status(credentials)).rejects.toMatchObject({ name: 'CentralFailure', code })
  })

  it('a dead line and the end of the office are no answer either', async () => {
    const citizen = await services()
    await central.disconnect()
    await expect(citizen.status(credentials)).rejects.toMatchObject({ code: 'network' })
    await central.reconnect()
    ending.abort()
    await expect(citizen.status(credentials)).rejects.toMatchObject({ code: 'network' })
  })

  it('before the activation there is nobody to ask', async () => {
    const citizen = await services(false)
    await expect(citizen.status(credentials)).rejects.toMatchObject({ code: 'not_activated' })
  })
})
