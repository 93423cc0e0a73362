import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { HttpHost } from '#core/http/host.ts'
import type { WaitingRoom } from '#shared/contract/queue.ts'
import type { AppointmentEvent, OfficeEvent } from '#shared/domain/event.ts'
import { items } from '#tests/support/domain-fixtures.ts'
import { seedPassword, seedUsers } from '#tests/support/seed-store.ts'
import type { Desk, OfficeClient, TestCore } from '#tests/support/test-core.ts'
import { httpDesk, openTestCore, refusalOf, signIn } from '#tests/support/test-core.ts'

let office: TestCore
let host: HttpHost
let reception: OfficeClient
const id = (index: number): string => office.seeded?.appointments[index]?.id ?? ''

beforeEach(async () => {
  // 08:05 of Tehran: nobody is late, four have the slot of 08:00.
  office = openTestCore({ appointments: 60, now: '2026-11-22T04:35:00.000Z' })
  host = await office.host()
  reception = await signIn(office.portDesk(), 'paziresh')
})
afterEach(() => office.close())

const arrive = async (...indexes: number[]) => {
  for (const index of indexes) await reception.visit.checkIn({ appointmentId: id(index) })
}
const calls = (): Extract<AppointmentEvent, { type: 'called' }>[] =>
  office.store.events
    .queued(10_000, 0)
    .map(({ json }) => JSON.parse(json) as OfficeEvent)
    .flatMap((event) => (event.type === 'called' ? [event] : []))

const ways: [string, () => Desk, () => Desk][] = [
  ['two browsers', () => httpDesk(host), () => httpDesk(host)],
  ['two ports', () => office.portDesk(), () => office.portDesk()],
  ['a browser and a port', () => httpDesk(host), () => office.portDesk()],
]

describe.each(ways)('%s', (_title, openFirst, openSecond) => {
  test('two desks that call at the same moment never call the same person, and nobody is left out', async () => {
    await arrive(...Array.from({ length: 40 }, (_, index) => index))
    const desks = [await signIn(openFirst(), 'madarek'), await signIn(openSecond(), 'masoul')]
    const taken: string[] = []
    for (let round = 0; round < 20; round += 1) {
      const called = await Promise.all(desks.map((desk, index) => desk.queue.callNext({ desk: index + 1 })))
      expect(called[0]?.id).not.toBe(called[1]?.id)
      expect(called.map(({ desk }) => desk)).toEqual([1, 2])
      taken.push(...called.map((entry) => entry.id))
      // Each is done with whom it has: nothing of theirs was there.
      await Promise.all(
        desks.map((desk, index) => desk.documents.conclude({ appointmentId: called[index]?.id ?? '' })),
      )
    }
    expect(taken).toHaveLength(40)
    expect(new Set(taken).size).toBe(40)
    expect((await refusalOf(desks[0]?.queue.callNext({ desk: 1 }) ?? Promise.resolve())).data).toMatchObject({
      code: 'queue_empty',
    })
    // By slots: nobody was called before somebody of an earlier slot.
    const slots = taken.map((one) => office.store.appointments.get(one)?.appointment.slot ?? '')
    expect(slots).toEqual(slots.toSorted())
    expect(calls().every(({ payload }) => !payload.outOfTurn)).toBe(true)
  })

  test('a key that is pressed twenty times calls one person to the desk', async () => {
    await arrive(0, 1, 2)
    const desk = await signIn(openFirst(), 'madarek')
    const other = await signIn(openSecond(), 'masoul')
    const presses = await Promise.allSettled([
      ...Array.from({ length: 20 }, () => desk.queue.callNext({ desk: 4 })),
      ...Array.from({ length: 20 }, () => other.queue.callNext({ desk: 4 })),
    ])
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(calls()).toHaveLength(1)
    const again = await refusalOf(desk.queue.callNext({ desk: 4 }))
    expect(again).toMatchObject({ code: 'REFUSED', data: { code: 'desk_busy', desk: 4, count: 1 } })
  })
})

describe('at one desk', () => {
  let documents: OfficeClient
  beforeEach(async () => {
    documents = await signIn(office.portDesk(), 'madarek')
  })

  test('call, recall, skip: back behind the next three, counted', async () => {
    await arrive(0, 1, 2, 3, 4)
    expect(await documents.queue.callNext({ desk: 3 })).toMatchObject({
      id: id(0),
      stage: 'at_desk',
      desk: 3,
      by: seedUsers.madarek.displayName,
      recalls: 0,
    })
    expect(await documents.queue.recall({ appointmentId: id(0) })).toMatchObject({ recalls: 1 })
    expect(await documents.queue.skip({ appointmentId: id(0) })).toMatchObject({
      stage: 'documents',
      why: 'skipped',
      skips: 1,
      desk: null,
    })
    const { waiting, atDesk } = await documents.queue.get()
    expect(waiting.map((entry) => entry.id)).toEqual([id(1), id(2), id(3), id(0), id(4)])
    expect(atDesk).toEqual([])
  })

  test('a hand-over to a desk: that one calls them first, no other does; the note goes along', async () => {
    await arrive(0, 1)
    await documents.queue.callNext({ desk: 1 })
    const handed = await documents.queue.handOver({
      appointmentId: id(0),
      desk: 2,
      note: ' شناسنامه‌اش نزد من است\u0000 ',
    })
    expect(handed).toMatchObject({
      stage: 'documents',
      why: 'handed_over',
      desk: 2,
      note: 'شناسنامه‌اش نزد من است',
    })
    expect(await documents.queue.callNext({ desk: 1 })).toMatchObject({ id: id(1) })
    const second = await signIn(office.portDesk(), 'masoul')
    expect(await second.queue.callNext({ desk: 2 })).toMatchObject({ id: id(0), desk: 2 })
  })

  test('whom a clerk picks is called out of turn, and that is recorded', async () => {
    await arrive(0, 1, 2)
    await documents.queue.call({ appointmentId: id(2), desk: 1 })
    expect(calls().map(({ payload }) => payload)).toEqual([{ desk: 1, outOfTurn: true }])
    const other = await signIn(office.portDesk(), 'masoul')
    expect((await refusalOf(other.queue.call({ appointmentId: id(2), desk: 2 }))).data).toMatchObject({
      code: 'already_called',
      desk: 1,
      by: { displayName: seedUsers.madarek.displayName },
    })
    expect((await refusalOf(other.queue.call({ appointmentId: id(1), desk: 1 }))).data).toMatchObject({
      code: 'desk_busy',
    })
    expect((await refusalOf(documents.queue.call({ appointmentId: id(9), desk: 3 }))).data).toMatchObject({
      code: 'transition_not_allowed',
    })
  })

  test('whose documents are complete stays at the desk until served; without a call they wait to be served', async () => {
    await arrive(0, 1)
    await documents.queue.callNext({ desk: 1 })
    for (const appointmentId of [id(0), id(1)]) {
      for (const { key } of items)
        await documents.documents.decide({ appointmentId, item: key, verdict: 'accepted' })
      await documents.documents.conclude({ appointmentId })
    }
    const before = await documents.queue.get()
    expect(before.atDesk).toMatchObject([{ id: id(0), state: 'documents_complete' }])
    expect(before.waiting).toMatchObject([{ id: id(1), stage: 'complete', why: 'complete' }])
    await documents.visit.serve({ appointmentId: id(0) })
    expect(await documents.queue.callNext({ desk: 1 })).toMatchObject({ id: id(1) })
  })

  test('waiting and service times follow from the log', async () => {
    await arrive(0)
    office.setNow('2026-11-22T04:47:00.000Z')
    await documents.queue.callNext({ desk: 1 })
    office.setNow('2026-11-22T04:53:00.000Z')
    await documents.documents.conclude({ appointmentId: id(0) })
    const times = new Map(
      office.store.events.historyOf(id(0)).map(({ type, at }) => [type, Date.parse(at) / 60_000]),
    )
    const between = (from: string, to: string) =>
      (times.get(to as never) ?? 0) - (times.get(from as never) ?? 0)
    expect(between('checked_in', 'called')).toBe(12)
    expect(between('called', 'documents_concluded')).toBe(6)
  })
})

describe('the waiting room', () => {
  const names = () =>
    (office.seeded?.appointments ?? []).flatMap(({ id, applicant }) => [
      id,
      applicant.lastName,
      applicant.nationalCode,
      applicant.trackingCode,
      applicant.mobile ?? applicant.nationalCode,
    ])

  test('without signing in: numbers and desks, at once and at every change, and nothing else', async () => {
    await arrive(0, 1)
    const documents = await signIn(office.portDesk(), 'madarek')
    await documents.queue.callNext({ desk: 3 })
    const screen = httpDesk(host)
    const rooms = await screen.client.display.watch()
    const seen: WaitingRoom[] = []
    const next = async () => {
      const { done, value } = await rooms.next()
      if (done) throw new Error('the display was not told')
      seen.push(value)
      return value
    }
    expect(await next()).toEqual({ calls: [{ number: 1, desk: 3, calls: 1 }] })
    // Something else happens meanwhile: the room is not told of it.
    await reception.visit.checkIn({ appointmentId: id(5) })
    await documents.queue.recall({ appointmentId: id(0) })
    expect(await next()).toEqual({ calls: [{ number: 1, desk: 3, calls: 2 }] })
    await documents.documents.conclude({ appointmentId: id(0) })
    expect(await next()).toEqual({ calls: [] })
    await documents.queue.callNext({ desk: 3 })
    expect(await next()).toEqual({ calls: [{ number: 2, desk: 3, calls: 1 }] })
    const told = JSON.stringify(seen)
    for (const secret of names()) expect(told).not.toContain(secret)
    await rooms.return?.(undefined)
  })

  test('everything else asks that screen to sign in', async () => {
    await arrive(0)
    const { client } = httpDesk(host)
    for (const call of [
      client.queue.get(),
      client.queue.callNext({ desk: 1 }),
      client.day.list({ date: '2026-11-22' }),
      client.visit.get({ appointmentId: id(0) }),
    ]) {
      expect(await refusalOf(call)).toMatchObject({ code: 'SIGN_IN_REQUIRED' })
    }
  })

  test('the port of the desktop app’s display reaches nothing else at all, not even the sign-in', async () => {
    await arrive(0)
    const { client } = office.portDesk(office.core, 'display')
    const rooms = await client.display.watch()
    expect(await rooms.next()).toMatchObject({ value: { calls: [] } })
    for (const call of [
      client.session.signIn({ username: seedUsers.masoul.username, password: seedPassword }),
      client.device.status(),
      client.condition.get(),
      client.queue.get(),
    ]) {
      expect(await refusalOf(call)).toMatchObject({ code: 'NOT_FOUND' })
    }
    await rooms.return?.(undefined)
  })

  test('a screen that goes away, and a host that closes, leave no listener', async () => {
    const screen = office.portDesk()
    const rooms = await screen.client.display.watch()
    await rooms.next()
    const waiting = rooms.next().catch(() => undefined)
    expect(office.live.subscribers).toBe(1)
    screen.close()
    await expect.poll(() => office.live.subscribers, { timeout: 10_000 }).toBe(0)
    await waiting
    const browser = httpDesk(host)
    const others = await browser.client.display.watch()
    await others.next()
    const last = others.next().catch(() => undefined)
    await host.close()
    await last
    await expect.poll(() => office.live.subscribers, { timeout: 10_000 }).toBe(0)
  })
})
