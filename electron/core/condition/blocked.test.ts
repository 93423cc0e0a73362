import { afterEach, expect, test } from 'vitest'
import type { TestCore } from '#tests/support/test-core.ts'
import { dumpStore, openTestCore, refusalOf, signIn } from '#tests/support/test-core.ts'

let office: TestCore | undefined
afterEach(() => office?.close())

test('on a full disk nothing is recorded, everything can be read, and it goes on when there is room', async () => {
  office = openTestCore({ appointments: 2 })
  const desk = await signIn(office.portDesk(), 'masoul')
  const [appointmentId = ''] = office.seeded?.appointments.map(({ id }) => id) ?? []
  office.setFreeBytes(10 * 1024 * 1024)
  expect(await desk.condition.get()).toMatchObject([{ code: 'disk_full', freeMegabytes: 10 }])
  const before = dumpStore(office.store, '2026-11-22')
  for (const act of [
    () => desk.visit.checkIn({ appointmentId }),
    () => desk.visit.markNoShow({ appointmentId }),
    () => desk.day.close({ date: '2026-11-22' }),
  ]) {
    expect(await refusalOf(act())).toMatchObject({ code: 'RECORDING_BLOCKED', defined: true })
  }
  expect(dumpStore(office.store, '2026-11-22')).toBe(before)
  expect((await desk.visit.get({ appointmentId })).appointment.state).toBe('booked')
  office.setFreeBytes(10_000 * 1024 * 1024)
  expect((await desk.visit.checkIn({ appointmentId })).appointment.state).toBe('arrived')
})
