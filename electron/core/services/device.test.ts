import { afterEach, expect, test } from 'vitest'
import { deviceSyncDouble } from '#tests/support/device-double.ts'
import { seedStore } from '#tests/support/seed-store.ts'
import type { TestCore } from '#tests/support/test-core.ts'
import { openTestCore, refusalOf, signIn } from '#tests/support/test-core.ts'
import { createDeviceService } from './device.ts'

let office: TestCore
afterEach(() => office.close())

test('a fresh device says that it is not activated, then that its data have come', async () => {
  office = openTestCore({ seed: false })
  const { client } = office.portDesk()
  expect(await client.device.status()).toEqual({
    activated: false,
    centralUrl: null,
    office: null,
    hasUsers: false,
    appVersion: '0.0.0-test',
    firstFetch: null,
    firstSupervisors: [],
    demonstration: null,
  })
  expect(await refusalOf(client.session.signIn({ username: 'paziresh', password: 'x' }))).toMatchObject({
    code: 'INVALID_CREDENTIALS',
  })
  expect((await client.session.current()).user).toBeNull()
  seedStore(office.store)
  expect(await client.device.status()).toMatchObject({
    activated: true,
    centralUrl: 'http://127.0.0.1:9',
    office: { code: '72-104' },
    hasUsers: true,
  })
})

test('signed in before the office’s own record has come: a typed answer, no failure', async () => {
  office = openTestCore()
  const desk = await signIn(office.portDesk(), 'masoul')
  office.store.office.get = () => undefined
  for (const call of [
    desk.day.list({ date: '2026-11-22' }),
    desk.visit.checkIn({ appointmentId: office.seeded?.appointments[0]?.id ?? '' }),
    desk.schedule.get({ date: '2026-11-22' }),
  ]) {
    expect(await refusalOf(call)).toMatchObject({ code: 'NOT_ACTIVATED', defined: true })
  }
})

test('an activated device is not activated again', async () => {
  office = openTestCore()
  const { client } = office.portDesk()
  const activate = (centralUrl: string) =>
    refusalOf(client.device.activate({ centralUrl, activationCode: 'ABCD-EFGH' }))
  expect(await activate('http://127.0.0.1:9')).toMatchObject({ code: 'ALREADY_ACTIVATED', defined: true })
})

test('a second click waits for the first and does not spend the code twice', async () => {
  office = openTestCore({ seed: false })
  let asked = 0
  const device = createDeviceService({
    store: office.store,
    appVersion: '1',
    sync: {
      ...deviceSyncDouble,
      status: () => ({ problem: null }),
      async activate() {
        asked += 1
        await new Promise((resolve) => setTimeout(resolve, 10))
        seedStore(office.store)
      },
    },
  })
  const clicks = await Promise.allSettled([
    device.activate('http://127.0.0.1:9', 'ABCD-EFGH'),
    device.activate('http://127.0.0.1:9', 'ABCD-EFGH'),
  ])
  expect(clicks[0]).toMatchObject({
    status: 'fulfilled',
    value: { officeName: expect.stringContaining('دفتر') },
  })
  expect(clicks[1]).toMatchObject({ status: 'rejected', reason: { code: 'already_activated' } })
  expect(asked).toBe(1)
})
