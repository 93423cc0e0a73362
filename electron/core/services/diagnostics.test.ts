import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLogFile } from '#core/log-file.ts'
import { diagnosticsSchema } from '#shared/contract/diagnostics.ts'
import { seedNow } from '#tests/support/seed-store.ts'
import type { TestCore } from '#tests/support/test-core.ts'
import { openTestCore, refusalOf, signIn } from '#tests/support/test-core.ts'

let office: TestCore
beforeEach(() => {
  office = openTestCore({ appointments: 5 })
})
afterEach(() => office.close())

test('tells versions, states and counts, and the last lines of the log', async () => {
  const { log, close } = openLogFile(join(office.folder, 'logs'))
  for (let number = 0; number < 250; number += 1) log({ level: 'info', event: 'counted', number })
  close()
  office.store.backUp()
  const client = await signIn(office.portDesk(), 'masoul')
  await client.visit.checkIn({ appointmentId: office.seeded?.appointments[0]?.id ?? '' })
  const bundle = await client.diagnostics.collect()
  expect(diagnosticsSchema.parse(bundle)).toEqual(bundle)
  expect(bundle).toMatchObject({
    madeAt: seedNow,
    program: { version: '0.0.0-test', runtime: `Node ${process.versions.node}` },
    sync: { connection: 'offline', queued: 1, parked: 0 },
    counts: { today: '2026-11-22', appointmentsToday: 5, events: 1 },
    storage: { isSound: true, isLogWhole: true, backups: 1 },
  })
  expect(bundle.storage.walKiB).toBeGreaterThan(10)
  expect(bundle.storage.freeKiB).toBeGreaterThan(0)
  expect(bundle.log).toHaveLength(200)
  expect(bundle.log.at(-1)).toContain('"number":249')
})

test('names nobody whom the office has, in no way of writing', async () => {
  const client = await signIn(office.portDesk(), 'masoul')
  const text = JSON.stringify(await client.diagnostics.collect())
  for (const { applicant } of office.seeded?.appointments ?? []) {
    const { nationalCode, trackingCode, firstName, lastName, mobile } = applicant
    for (const value of [nationalCode, trackingCode, firstName, lastName, mobile])
      if (value) expect(text).not.toContain(value)
  }
})

test('is the supervisor’s to collect', async () => {
  for (const user of ['paziresh', 'madarek'] as const) {
    const client = await signIn(office.portDesk(), user)
    expect(await refusalOf(client.diagnostics.collect())).toMatchObject({
      code: 'FORBIDDEN',
      data: { needs: ['supervisor'] },
    })
  }
  expect(await refusalOf(office.portDesk().client.diagnostics.collect())).toMatchObject({
    code: 'SIGN_IN_REQUIRED',
  })
})
