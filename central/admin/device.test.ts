import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningCentral, startCentral } from '#central/server.ts'
import { clockFrom } from '#shared/clock.ts'
import { startTestAdmin, type TestAdmin } from '#tests/support/admin-command.ts'
import { CentralDevice } from '#tests/support/central-device.ts'
import { appointmentsIn, checkIn } from '#tests/support/central-visits.ts'
import { testInstant } from '#tests/support/postgres.ts'
import { demoOffice } from '../demo/office.ts'

let admin: TestAdmin
let central: RunningCentral
let device: CentralDevice
beforeAll(async () => {
  admin = await startTestAdmin()
  central = await startCentral({
    databaseUrl: admin.databaseUrl,
    clock: clockFrom(testInstant),
    seed: 'demo',
  })
  const { activationCode } = await admin.json<{ activationCode: string }>([
    ...['activation-code', 'issue', '--office', demoOffice.code],
  ])
  device = await CentralDevice.activate(central.url, activationCode)
})
afterAll(async () => {
  await central.close()
  await admin.close()
})

const verify = () => ['device', 'verify', device.deviceId]

test('what a device handed in is proven by its signature, and what was changed since is named', async () => {
  expect((await admin.run(verify())).out).toBe('The device has handed in nothing yet.\n')

  const appointments = appointmentsIn((await device.pull()).changes).filter(
    ({ date, state }) => date === '2026-11-22' && state === 'booked',
  )
  await device.push(...appointments.slice(0, 4).map((each) => checkIn(device, each)))
  expect(await admin.json(verify())).toMatchObject({
    id: device.deviceId,
    events: 4,
    seq: 4,
    hash: device.hash,
    signature: expect.stringMatching(/^[A-Za-z0-9_-]{86}$/),
    publicKey: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
  })
  expect((await admin.run(verify())).out).toMatch(/^All 4 events are stored as the device handed them in/)

  await admin.pool.query('DELETE FROM office_events WHERE device_id = $1 AND device_seq = 3', [
    device.deviceId,
  ])
  expect(await admin.refusal(verify())).toMatchObject({
    exit: 1,
    code: 'log_not_whole',
    events: 3,
    rows: [{ seq: 3, fault: 'missing' }],
  })
  expect((await admin.run(verify())).err).toContain('event 3 is missing')
})

test('a device that there is not is refused', async () => {
  expect(await admin.refusal(['device', 'verify', '018f0000-0000-7000-8000-00000000dead'])).toMatchObject({
    exit: 1,
    code: 'not_found',
  })
  expect(await admin.refusal(['device', 'verify', 'mine'])).toMatchObject({ exit: 2, code: 'option_invalid' })
})
