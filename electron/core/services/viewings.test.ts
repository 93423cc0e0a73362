import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { assembleCore } from '#core/core.ts'
import { toAsciiDigits } from '#shared/domain/digits.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { hashEvent } from '#shared/domain/event-chain.ts'
import { deviceSyncDouble } from '#tests/support/device-double.ts'
import { deviceId } from '#tests/support/domain-fixtures.ts'
import { seedUsers } from '#tests/support/seed-store.ts'
import type { OfficeClient, TestCore } from '#tests/support/test-core.ts'
import { openTestCore, refusalOf, signIn } from '#tests/support/test-core.ts'
import { sameViewingMs } from './viewings.ts'

let office: TestCore
let reception: OfficeClient
beforeEach(async () => {
  office = openTestCore({ appointments: 12 })
  reception = await signIn(office.portDesk(), 'paziresh')
})
afterEach(() => office.close())

const id = (index: number): string => office.seeded?.appointments[index]?.id ?? ''
const open = (client: OfficeClient, index: number) => client.visit.get({ appointmentId: id(index) })
/** Every event of the device in order, as it is sent. */
const log = (): OfficeEvent[] =>
  office.store.events.queued(10_000, 0).map(({ json }) => JSON.parse(json) as OfficeEvent)
const seen = () =>
  log().flatMap((event) =>
    event.type === 'record_viewed' && event.actor.kind === 'user'
      ? `${event.actor.userId.at(-1)}:${event.payload.appointmentId.at(-1)}`
      : [],
  )
const start = Date.parse('2026-11-22T06:52:00.000Z')
const later = (ms: number) => office.setNow(new Date(start + ms).toISOString())

describe('opening a file', () => {
  test('is recorded: by whom, on which device, with device time and offset, in the one chain', async () => {
    office.store.settings.set('clockOffsetMs', -90_000)
    await reception.visit.checkIn({ appointmentId: id(0) })
    await open(reception, 3)
    const [act, viewing] = log()
    expect(viewing).toEqual({
      id: expect.any(String),
      officeId: office.store.office.get()?.id,
      deviceId,
      deviceSeq: 2,
      actor: expect.objectContaining({ kind: 'user', userId: seedUsers.paziresh.id }),
      deviceTime: '2026-11-22T06:52:00.000Z',
      clockOffsetMs: -90_000,
      previousHash: act && hashEvent(act),
      appointmentId: null,
      type: 'record_viewed',
      payload: { appointmentId: id(3) },
    })
  })

  test('is one viewing while the same user is at it, and for so long as nothing else was opened', async () => {
    await open(reception, 0)
    await open(reception, 0)
    await open(reception, 1)
    await open(reception, 0)
    expect(seen()).toEqual(['1:0', '1:1'])
    later(sameViewingMs + 1000)
    // Shown all the time, and asked for again because something came in: still the same.
    await open(reception, 0)
    expect(seen()).toHaveLength(2)
    await open(reception, 1)
    await open(reception, 0)
    expect(seen()).toEqual(['1:0', '1:1', '1:1', '1:0'])
  })

  test('by somebody else, or after signing in again later, is another', async () => {
    await open(reception, 0)
    const documents = await signIn(office.portDesk(), 'madarek')
    await open(documents, 0)
    expect(seen()).toEqual(['1:0', '2:0'])
    await reception.session.signOut()
    await reception.session.signIn({
      username: seedUsers.paziresh.username,
      password: 'a password of the test office',
    })
    await open(reception, 0)
    expect(seen()).toHaveLength(2)
    await reception.session.signOut()
    later(sameViewingMs + 1000)
    await reception.session.signIn({
      username: seedUsers.paziresh.username,
      password: 'a password of the test office',
    })
    await open(reception, 0)
    expect(seen()).toEqual(['1:0', '2:0', '1:0'])
  })

  test('a clock that is set back begins a new viewing', async () => {
    await open(reception, 0)
    later(-3_600_000)
    await open(reception, 1)
    await open(reception, 0)
    expect(seen()).toEqual(['1:0', '1:1', '1:0'])
  })

  test('a file that is not there is nobody’s', async () => {
    const nobody = '018f0000-0000-7000-8000-00000000dead'
    expect((await refusalOf(reception.visit.get({ appointmentId: nobody }))).code).toBe('NOT_FOUND')
    expect(log()).toEqual([])
  })

  test('disturbs nothing: no row, no history, no count, no screen, no guard of what comes after', async () => {
    const notices: unknown[] = []
    const ending = new AbortController()
    const watching = office.live.subscribe(ending.signal)
    void (async () => {
      for await (const notice of watching) notices.push(notice)
    })()
    const before = office.store.appointments.listDay('2026-11-22')
    const woken = office.woken()
    for (let index = 0; index < 12; index += 1) await open(reception, index)
    expect(seen()).toHaveLength(12)
    expect(office.store.appointments.listDay('2026-11-22')).toBe(before)
    expect(office.store.events.counts()).toEqual({ queued: 0, parked: 0 })
    expect(office.woken()).toBe(woken)
    expect((await open(reception, 0)).history).toEqual([])
    expect((await open(reception, 0)).sync).toBe('sent')
    const arrived = await reception.visit.checkIn({ appointmentId: id(0) })
    expect(arrived.history.map(({ type }) => type)).toEqual(['checked_in'])
    expect(office.store.events.counts()).toEqual({ queued: 1, parked: 0 })
    await open(reception, 1)
    await open(reception, 0)
    const undone = await reception.visit.undoCheckIn({ appointmentId: id(0), reason: 'اشتباه بود' })
    const [checkIn, undo] = log().filter(({ appointmentId }) => appointmentId !== null)
    expect(undo).toMatchObject({ type: 'check_in_undone', predecessorId: checkIn?.id })
    expect(undone.appointment.state).toBe('booked')
    expect(notices).toHaveLength(2)
    ending.abort()
  })

  test('what cannot be recorded is not shown', async () => {
    office.store.settings.delete('device')
    expect((await refusalOf(open(reception, 0))).code).toBe('NOT_ACTIVATED')
  })
})

describe('a refused viewing', () => {
  test('is noted with its reason, and is nothing to settle', async () => {
    await open(reception, 0)
    await reception.visit.checkIn({ appointmentId: id(0) })
    const [viewing, act] = log()
    const refused = office.store.transaction(() =>
      office.store.events.recordResults([
        { id: viewing?.id ?? '', status: 'rejected', code: 'event_malformed' },
        { id: act?.id ?? '', status: 'applied', revision: 90 },
      ]),
    )
    expect(refused).toEqual([])
    expect(office.store.events.counts()).toEqual({ queued: 0, parked: 0 })
    expect(office.store.events.parked()).toEqual([])
    expect(office.store.events.get(viewing?.id ?? '')).toMatchObject({
      status: 'noted',
      code: 'event_malformed',
    })
    expect((await open(reception, 0)).sync).toBe('sent')
    // A central system that lost its memory is asked again.
    office.store.transaction(() => office.store.events.resendFrom(1))
    expect(office.store.events.get(viewing?.id ?? '')).toMatchObject({ status: 'queued', code: null })
  })
})

describe('other ways to somebody’s data', () => {
  test('a printed schedule is recorded with its choice of lines, its copy and how many there were', async () => {
    const choice = { date: '2026-11-22', states: ['booked'] as const, slot: '08:00' }
    const { copy } = await reception.schedule.recordCopy({ ...choice, states: ['booked'] })
    await reception.schedule.recordCopy({ ...choice, states: ['booked'] })
    await reception.schedule.recordCopy({ ...choice, states: ['booked'], large: true })
    expect(log().map(({ type, payload }) => ({ type, payload }))).toEqual([
      { type: 'schedule_printed', payload: { ...choice, large: false, copy, rows: 4 } },
      { type: 'schedule_printed', payload: { ...choice, large: false, copy: copy + 1, rows: 4 } },
      { type: 'schedule_printed', payload: { ...choice, large: true, copy: 1, rows: 4 } },
    ])
  })

  test('a walk-in that is looked up in the office’s own list is one', async () => {
    const { applicant } = office.seeded?.appointments[2] ?? { applicant: null }
    const codes = { nationalCode: applicant?.nationalCode ?? '', trackingCode: applicant?.trackingCode ?? '' }
    expect((await reception.walkIn.find(codes)).kind).toBe('here')
    await reception.walkIn.find(codes)
    expect(log().map(({ payload }) => payload)).toEqual([
      { purpose: 'walk_in', nationalCode: codes.nationalCode, found: true },
    ])
  })

  test('without an answer of the central system nothing was seen', async () => {
    const codes = { nationalCode: '0093849370', trackingCode: '4820917735' }
    expect((await refusalOf(reception.citizen.status(codes))).code).toBe('CENTRAL_UNREACHABLE')
    expect(log()).toEqual([])
  })

  test('with one, it was: found or not, once for the same question', async () => {
    const known = new Set(['0093849370'])
    const core = assembleCore({
      ...office,
      sync: {
        wake() {},
        status: () => ({}) as never,
        syncNow: async () => {},
        takeOver: async () => {},
        ...deviceSyncDouble,
      },
      tray: { list: () => [], retry: () => [], withdraw: () => [] },
      log: () => {},
      appVersion: 'test',
      dataDir: office.folder,
      fetch: async (url, init) => {
        if (String(url).endsWith('/v1/token')) {
          return Response.json({ access_token: 'token', token_type: 'Bearer', expires_in: 900 })
        }
        const { nationalCode } = JSON.parse(String(init?.body)) as { nationalCode: string }
        return known.has(toAsciiDigits(nationalCode))
          ? Response.json({
              firstName: 'فاطمه',
              requestKind: 'first_issue',
              stage: 'registered',
              history: [],
              appointment: null,
              bookableFrom: null,
            })
          : Response.json(
              { type: 'urn:x', title: 'unknown', status: 404, code: 'CREDENTIALS_UNKNOWN' },
              { status: 404, headers: { 'content-type': 'application/problem+json' } },
            )
      },
    })
    const desk = office.portDesk(core)
    await signIn(desk, 'paziresh')
    const ask = (nationalCode: string) =>
      desk.client.citizen.status({ nationalCode, trackingCode: '4820917735' })
    await ask('0093849370')
    await ask('۰۰۹۳۸۴۹۳۷۰')
    expect((await refusalOf(ask('0499370899'))).code).toBe('CENTRAL_REFUSED')
    expect((await refusalOf(ask('nobody'))).code).toBe('CENTRAL_REFUSED')
    expect(log().map(({ payload }) => payload)).toEqual([
      { purpose: 'status', nationalCode: '0093849370', found: true },
      { purpose: 'status', nationalCode: '0499370899', found: false },
    ])
  })
})
