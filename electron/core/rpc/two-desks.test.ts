import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { HttpHost } from '#core/http/host.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { seedUsers } from '#tests/support/seed-store.ts'
import type { Desk, TestCore } from '#tests/support/test-core.ts'
import { httpDesk, openTestCore, refusalOf, signIn } from '#tests/support/test-core.ts'

let office: TestCore
let host: HttpHost
const id = (index: number): string => office.seeded?.appointments[index]?.id ?? ''
const date = '2026-11-22'

beforeEach(async () => {
  office = openTestCore({ appointments: 60 })
  host = await office.host()
})
afterEach(() => office.close())

const ways: [string, () => Desk, () => Desk][] = [
  ['two browsers', () => httpDesk(host), () => httpDesk(host)],
  ['two ports', () => office.portDesk(), () => office.portDesk()],
  ['a browser and a port', () => httpDesk(host), () => office.portDesk()],
]

describe.each(ways)('%s', (_title, openFirst, openSecond) => {
  test('checking in the same applicants at once: each arrives once, the other desk is told who and when', async () => {
    const first = await signIn(openFirst(), 'paziresh')
    const second = await signIn(openSecond(), 'masoul')
    const names = [seedUsers.paziresh.displayName, seedUsers.masoul.displayName]
    await Promise.all(
      (office.seeded?.appointments ?? []).map(async ({ id: appointmentId }) => {
        const results = await Promise.allSettled([
          first.visit.checkIn({ appointmentId }),
          second.visit.checkIn({ appointmentId }),
        ])
        expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
        const winner = results.findIndex(({ status }) => status === 'fulfilled')
        const loser = results[1 - winner]
        const refusal = await refusalOf(Promise.reject(loser?.status === 'rejected' ? loser.reason : null))
        expect(refusal).toMatchObject({
          code: 'REFUSED',
          defined: true,
          data: {
            code: 'already_checked_in',
            state: 'arrived',
            by: { displayName: names[winner] },
            at: '2026-11-22T06:52:00.000Z',
          },
        })
      }),
    )
    const { rows } = await first.day.list({ date })
    const numbers = rows.map(({ queueNumber }) => queueNumber ?? 0).toSorted((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 60 }, (_, index) => index + 1))
    const events = office.store.events.queued(1000, 0).map(({ json }) => JSON.parse(json) as OfficeEvent)
    expect(events).toHaveLength(60)
    expect(new Set(events.map((event) => event.appointmentId)).size).toBe(60)
  })
})

test('a double click of one desk, and the same request repeated later, check in once', async () => {
  const desk = await signIn(httpDesk(host), 'paziresh')
  const appointmentId = id(7)
  const clicks = await Promise.allSettled(
    Array.from({ length: 20 }, () => desk.visit.checkIn({ appointmentId })),
  )
  expect(clicks.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const later = await refusalOf(desk.visit.checkIn({ appointmentId }))
  expect(later.data).toMatchObject({ code: 'already_checked_in', by: { userId: seedUsers.paziresh.id } })
  expect(office.store.events.head().seq).toBe(1)
})

test('both transports give the same answers, and see each other’s changes', async () => {
  const browser = await signIn(httpDesk(host), 'masoul')
  const page = await signIn(office.portDesk(), 'masoul')
  const notices = await page.live.watch()
  const next = notices.next()
  await browser.visit.checkIn({ appointmentId: id(0) })
  expect((await next).value).toMatchObject({ kind: 'appointments', rows: [{ id: id(0), state: 'arrived' }] })
  await notices.return?.(undefined)

  const reads = [
    (desk: typeof page) => desk.device.status(),
    (desk: typeof page) => desk.session.current(),
    (desk: typeof page) => desk.day.list({ date }),
    (desk: typeof page) => desk.day.calendar({ from: '2026-11-01', to: '2026-12-01' }),
    (desk: typeof page) => desk.visit.get({ appointmentId: id(0) }),
    (desk: typeof page) => desk.schedule.get({ date, states: ['booked'], slot: '08:10' }),
    (desk: typeof page) => desk.sync.status(),
    (desk: typeof page) => desk.sync.tray(),
  ]
  for (const read of reads) expect(await read(browser)).toEqual(await read(page))
  const refused = (desk: typeof page) => refusalOf(desk.visit.checkIn({ appointmentId: id(0) }))
  expect(await refused(browser)).toEqual(await refused(page))
  const missing = (desk: typeof page) =>
    refusalOf(desk.visit.get({ appointmentId: '018f0000-0000-7000-8000-00000000dead' }))
  expect(await missing(browser)).toEqual({ code: 'NOT_FOUND', defined: true, data: undefined })
  expect(await missing(page)).toEqual(await missing(browser))
})

test('a page that goes away leaves no session and no subscriber behind', async () => {
  const desks = [office.portDesk(), office.portDesk()]
  for (const desk of desks) {
    await signIn(desk, 'paziresh')
    const notices = await desk.client.live.watch()
    void notices.next().catch(() => undefined)
  }
  expect(office.live.subscribers).toBe(2)
  for (const desk of desks) desk.close()
  await expect.poll(() => office.live.subscribers).toBe(0)
  expect(office.core.sessions.size).toBe(0)
})
