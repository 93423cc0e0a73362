import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OfficeHost } from '#shared/contract/central.ts'
import { officeHostSchema } from '#shared/contract/central.ts'
import { countStates } from '#shared/domain/day.ts'
import type { Actor } from '#shared/domain/event.ts'
import type { CentralDevice } from '#tests/support/central-device.ts'
import { startTestCentral, type TestCentral, testInstant } from '#tests/support/postgres.ts'
import { addOffice } from '#tests/support/second-office.ts'

let central: TestCentral
let now = Date.parse(testInstant)
let newDevice: () => Promise<CentralDevice>
let supervisor: Actor
beforeAll(async () => {
  central = await startTestCentral({ seed: 'demo', clock: { now: () => new Date(now) } })
})
afterAll(() => central.close())
beforeEach(async () => {
  const office = await addOffice(central, randomUUID().slice(0, 12))
  newDevice = () => office.newDevice()
  supervisor = office.supervisor
})

const post = (device: CentralDevice, takeOver: boolean) =>
  device.fetch('/v1/office/host', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ takeOver }),
  })
async function host(device: CentralDevice, takeOver = false): Promise<OfficeHost> {
  const response = await post(device, takeOver)
  expect(response.status).toBe(200)
  return officeHostSchema.strict().parse(await response.json())
}

test('the first device to ask is the host, and stays it however long it is silent', async () => {
  const [first, second] = [await newDevice(), await newDevice()]
  const since = new Date(now).toISOString()
  expect(await host(first)).toMatchObject({ epoch: 1, isYours: true, since, seenAt: since })
  now += 3 * 86_400_000
  first.forgetToken()
  second.forgetToken()
  expect(await host(second)).toMatchObject({ epoch: 1, isYours: false, since, seenAt: since })
  const later = new Date(now).toISOString()
  expect(await host(first)).toMatchObject({ epoch: 1, isYours: true, since, seenAt: later })
})

test('whoever takes over is the host of the next epoch, and the former one learns it', async () => {
  const [first, second] = [await newDevice(), await newDevice()]
  await host(first)
  expect(await host(second, true)).toMatchObject({ epoch: 2, isYours: true })
  expect(await host(first)).toMatchObject({ epoch: 2, isYours: false })
  // Taking over what one has is nothing new.
  expect(await host(second, true)).toMatchObject({ epoch: 2, isYours: true })
  expect(await host(first, true)).toMatchObject({ epoch: 3, isYours: true })
})

test('a revoked host makes way for whoever asks, and may not ask itself', async () => {
  const [first, second] = [await newDevice(), await newDevice()]
  await host(first)
  await central.pool.query('UPDATE devices SET revoked_at = now() WHERE id = $1', [first.deviceId])
  expect((await post(first, true)).status).toBe(403)
  expect(await host(second)).toMatchObject({ epoch: 2, isYours: true })
})

test('ten devices at once: one is the host, in one epoch', async () => {
  const devices = await Promise.all(Array.from({ length: 10 }, newDevice))
  const answers = await Promise.all(devices.map((device) => host(device)))
  expect(answers.filter(({ isYours }) => isYours)).toHaveLength(1)
  const taken = await Promise.all(devices.map((device) => host(device, true)))
  const epochs = taken.map(({ epoch }) => epoch).sort((a, b) => a - b)
  // The host itself keeps its epoch when it comes first.
  expect(new Set(epochs).size).toBeGreaterThanOrEqual(9)
  const now = await Promise.all(devices.map((device) => host(device)))
  expect(now.filter(({ isYours }) => isYours).map(({ epoch }) => epoch)).toEqual([epochs.at(-1)])
})

test('what a former host still sends is taken in like anything else', async () => {
  const [first, second] = [await newDevice(), await newDevice()]
  await host(first)
  await host(second, true)
  const answer = await post(first, false)
  expect(((await answer.json()) as OfficeHost).isYours).toBe(false)
  const closing = first.writeDay(
    { type: 'day_closed', payload: { date: '2026-11-22', counts: countStates([]) } },
    { actor: supervisor, deviceTime: testInstant },
  )
  expect((await first.push(closing)).results).toMatchObject([{ status: 'applied' }])
})
