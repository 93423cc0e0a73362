import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BookableDay, PublicOffice } from '#shared/contract/citizen.ts'
import { citizenContract } from '#shared/contract/citizen.ts'
import { addDays } from '#shared/domain/civil-date.ts'
import { ask, insertCitizen, insertOffice, type TestOffice } from '#tests/support/booking.ts'
import { startTestCentral, type TestCentral } from '#tests/support/postgres.ts'

let central: TestCentral
beforeAll(async () => {
  central = await startTestCentral({ limits: 'off' })
})
afterAll(() => central.close())

/** The day of the tests is a Sunday, at 10:22. */
const today = '2026-11-22'
const monday = '2026-11-23'

async function get<T>(path: string): Promise<T> {
  const response = await fetch(`${central.url}${path}`)
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as T
}
const slots = async (officeId: string, query = '') =>
  (await get<{ days: BookableDay[] }>(`/v1/offices/${officeId}/slots${query}`)).days
const list = (query: Record<string, string> = {}) =>
  get<{ places: { province: string; cities: string[] }[]; offices: PublicOffice[] }>(
    `/v1/offices?${new URLSearchParams(query)}`,
  )
const close = (officeId: string | null, date: string, reason: string) =>
  central.pool.query(
    'INSERT INTO closures (id, office_id, date, reason) VALUES (gen_random_uuid(), $1, $2, $3)',
    [officeId, date, reason],
  )
async function fill(officeId: string, date: string, times: readonly string[], taken = 2, capacity = 2) {
  await central.pool.query(
    'INSERT INTO seats (office_id, date, slot, capacity, extra, taken) SELECT $1, $2, unnest($3::time[]), $4, $5, $6',
    [officeId, date, times, capacity, Math.max(0, taken - capacity), taken],
  )
}
const allSlots = ['08:00', '08:30', '09:00', '09:30']

describe('the days of an office', () => {
  test('reach from today as far as the office can be booked, each with its free slots', async () => {
    const office = await insertOffice(central.pool, { bookingDaysAhead: 7 })
    await fill(office, monday, ['08:30'])
    await fill(office, monday, ['09:00'], 1)
    const days = await slots(office)
    expect(days.map(({ date }) => date)).toEqual(
      Array.from({ length: 8 }, (_, ahead) => addDays(today, ahead)),
    )
    expect(days[1]).toEqual({
      date: monday,
      status: 'open',
      closedBecause: null,
      slots: [
        { time: '08:00', free: 2 },
        { time: '08:30', free: 0 },
        { time: '09:00', free: 1 },
        { time: '09:30', free: 2 },
      ],
    })
    expect(citizenContract.offices.slots['~orpc'].outputSchema?.safeParse({ days }).success).toBe(true)
  })

  test('tell full from closed, and closed with its reason', async () => {
    const office = await insertOffice(central.pool)
    await fill(office, monday, allSlots)
    await close(office, '2026-11-24', 'تعمیرات')
    await close(null, '2026-11-25', 'تعطیل رسمی')
    const days = new Map((await slots(office)).map((day) => [day.date, day]))
    expect(days.get(monday)).toMatchObject({ status: 'full', closedBecause: null })
    expect(days.get(monday)?.slots.every(({ free }) => free === 0)).toBe(true)
    expect(days.get('2026-11-24')).toEqual({
      date: '2026-11-24',
      status: 'closed',
      closedBecause: 'تعمیرات',
      slots: [],
    })
    expect(days.get('2026-11-25')).toMatchObject({ status: 'closed', closedBecause: 'تعطیل رسمی' })
    // A Friday: no hours.
    expect(days.get('2026-11-27')).toMatchObject({ status: 'closed', closedBecause: null })
    expect(days.get('2026-11-26')?.status).toBe('open')
    await central.pool.query("DELETE FROM closures WHERE date = '2026-11-25'")
  })

  test("leave out today's slots that have begun; a day that is over is closed", async () => {
    const open = await insertOffice(central.pool, { hours: { opensAt: '09:00', closesAt: '12:00' } })
    const over = await insertOffice(central.pool)
    expect((await slots(open))[0]?.slots.map(({ time }) => time)).toEqual(['10:30', '11:00', '11:30'])
    expect((await slots(over))[0]).toMatchObject({ date: today, status: 'closed', slots: [] })
  })

  test('do not sell what was let in beyond the capacity', async () => {
    const office = await insertOffice(central.pool)
    await fill(office, monday, ['08:00'], 3)
    await central.pool.query("UPDATE seats SET taken = 2 WHERE office_id = $1 AND slot = '08:00'", [office])
    const citizen = await insertCitizen(central.pool)
    expect((await slots(office, `?to=${monday}`))[1]?.slots[0]).toEqual({ time: '08:00', free: 0 })
    expect(
      await ask(central.url, '/v1/appointments', {
        ...citizen,
        officeId: office,
        date: monday,
        slot: '08:00',
      }),
    ).toMatchObject({ code: 'SLOT_FULL' })
  })

  test.each([
    ['?from=2026-11-24&to=2026-11-25', '2026-11-24', '2026-11-25'],
    ['?from=0001-01-01', today, '2026-12-22'],
    ['?from=2020-01-01&to=2026-11-22', today, today],
    ['?to=9999-12-31', today, '2026-12-22'],
    ['?from=2026-12-22&to=9999-12-31', '2026-12-22', '2026-12-22'],
    ['?from=2026-12-23', null, null],
    ['?from=9999-12-31', null, null],
    ['?from=2026-11-25&to=2026-11-24', null, null],
    ['?to=0001-01-01', null, null],
  ])('within bounds %s', async (query, first, last) => {
    const office = await insertOffice(central.pool)
    const days = await slots(office, query)
    expect([days[0]?.date ?? null, days.at(-1)?.date ?? null]).toEqual([first, last])
  })

  test('are 45 at most, and none of an office that takes no bookings', async () => {
    const far = await insertOffice(central.pool, { bookingDaysAhead: 365 })
    expect(await slots(far)).toHaveLength(45)
    expect(await slots(far, '?from=2027-11-01')).toHaveLength(22)
    expect(await slots(await insertOffice(central.pool, { acceptsBooking: false }))).toEqual([])
  })

  test('of no office are not found', async () => {
    const response = await fetch(`${central.url}/v1/offices/${crypto.randomUUID()}/slots`)
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ code: 'OFFICE_UNKNOWN' })
  })
})

describe('offices', () => {
  const inCity = (city: string, changes: Partial<TestOffice> = {}) =>
    insertOffice(central.pool, { province: 'گیلان', city, ...changes })
  const firstFree = async (officeId: string, city: string) =>
    (await list({ city })).offices.find(({ id }) => id === officeId)?.firstFreeDate

  test('by province and city, with the places there are', async () => {
    const [rasht, anzali] = [await inCity('رشت'), await inCity('بندر انزلی')]
    await inCity('لاهیجان', { acceptsBooking: false })
    const everywhere = await list()
    expect(everywhere.places).toContainEqual({ province: 'گیلان', cities: ['بندر انزلی', 'رشت'] })
    expect(everywhere.offices.map(({ id }) => id)).toEqual(expect.arrayContaining([rasht, anzali]))
    const ids = async (query: Record<string, string>) => (await list(query)).offices.map(({ id }) => id)
    expect(await ids({ province: 'گیلان' })).toEqual([anzali, rasht])
    expect(await ids({ city: 'رشت' })).toEqual([rasht])
    expect(await ids({ province: 'گیلان', city: 'رشت' })).toEqual([rasht])
    expect(await ids({ province: 'تهران', city: 'رشت' })).toEqual([])
    expect(await ids({ province: 'گيلان\u0000' }).catch((error: Error) => error.message)).toContain('400')
  })

  test('with the first day that has a free slot', async () => {
    const office = await inCity('فومن')
    // Today's last slot began at 09:30.
    expect(await firstFree(office, 'فومن')).toBe(monday)
    await fill(office, monday, allSlots)
    await close(office, '2026-11-24', 'تعمیرات')
    await close(null, '2026-11-25', 'تعطیل رسمی')
    await fill(office, '2026-11-26', ['08:00', '08:30', '09:30'])
    expect(await firstFree(office, 'فومن')).toBe('2026-11-26')
    await fill(office, '2026-11-26', ['09:00'])
    // The next day is a Friday.
    expect(await firstFree(office, 'فومن')).toBe('2026-11-28')
    await central.pool.query("DELETE FROM closures WHERE date = '2026-11-25'")
    expect(await firstFree(office, 'فومن')).toBe('2026-11-25')
  })

  test('today, while one of its slots is still to come and free', async () => {
    const office = await inCity('ماسال', { hours: { opensAt: '09:00', closesAt: '11:30' } })
    expect(await firstFree(office, 'ماسال')).toBe(today)
    await fill(office, today, ['10:30'])
    // That the others were free helps nobody: they have begun.
    expect(await firstFree(office, 'ماسال')).toBe(today)
    await fill(office, today, ['11:00'])
    expect(await firstFree(office, 'ماسال')).toBe(monday)
  })

  test('seats of slots that the hours no longer have make no day full', async () => {
    const office = await inCity('آستارا')
    await fill(office, monday, ['07:30', '10:00', '08:15', '08:00', '08:30', '09:00'])
    expect(await firstFree(office, 'آستارا')).toBe(monday)
  })

  test('nothing free is told as nothing', async () => {
    expect(await firstFree(await inCity('رودسر', { weekdays: [] }), 'رودسر')).toBeNull()
    expect(await firstFree(await inCity('لنگرود', { bookingDaysAhead: 0 }), 'لنگرود')).toBeNull()
  })

  test('the first free day is the first open day of the calendar, whatever is sold', async () => {
    const offices = await Promise.all(
      [15, 20, 40].map((slotMinutes) =>
        inCity('تالش', { slotMinutes, hours: { opensAt: '09:10', closesAt: '11:30' }, bookingDaysAhead: 9 }),
      ),
    )
    // Random but the same in every run; many days full or nearly so.
    let state = 7
    const random = (below: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((state / 2_147_483_648) * below)
    }
    for (const office of offices) {
      for (const { date, slots: free } of await slots(office)) {
        const sold = free.filter(() => random(12) > 0).map(({ time }) => time)
        await fill(office, date, sold, 2 + random(2))
      }
      expect(await firstFree(office, 'تالش')).toBe(
        (await slots(office)).find(({ status }) => status === 'open')?.date ?? null,
      )
    }
  })
})
