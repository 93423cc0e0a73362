import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FaultPoint } from '#core/sync/faults.ts'
import type { CentralDouble } from '#tests/support/central-double.ts'
import { startCentralDouble } from '#tests/support/central-double.ts'
import { checkedIn, decided } from '#tests/support/domain-fixtures.ts'
import { seedAppointment } from '#tests/support/seed-store.ts'
import type { SyncedOffice } from '#tests/support/synced-office.ts'
import { openSyncedOffice } from '#tests/support/synced-office.ts'

/** The crash points of DESIGN 4 with a real process and a real SIGKILL; only the central system is a double. */

const appointments = 300
let central: CentralDouble
let office: SyncedOffice

beforeEach(async () => {
  central = await startCentralDouble()
  for (let index = 0; index < appointments; index += 1) central.putAppointment(seedAppointment(index))
  office = openSyncedOffice(central)
  await office.join()
  await office.sync.stop()
})
afterEach(async () => {
  await office.close()
  await central.close()
})

/** Runs the office's sync in a process that is killed at the point; resolves when it is dead. */
async function runUntilKilled(point: FaultPoint, passes = 0): Promise<void> {
  const { file, key, backupDir } = office.options
  await office.asleep(async () => {
    const program = fileURLToPath(new URL('./office-to-kill.ts', import.meta.url))
    const keyText = Buffer.from(key).toString('hex')
    const child = spawn(process.execPath, [program, file, keyText, backupDir, point, String(passes)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const [, signal] = await once(child, 'exit')
    expect(signal).toBe('SIGKILL')
  })
}

function expectAgreement() {
  for (const [id, row] of central.appointments) {
    expect(office.store.appointments.get(id)).toEqual({ appointment: row, sync: 'sent' })
  }
}

describe('an office killed while it sends', () => {
  it.each([
    ['after_commit_before_send', 0],
    ['sent_reply_lost', 0],
    ['reply_before_ack', 0],
    // In the second of two batches, while the first is written down.
    ['after_commit_before_send', 1],
    ['sent_reply_lost', 1],
    ['reply_before_ack', 1],
  ] as const)('at %s, passed %i times before: every event arrives once, in order', async (point, passes) => {
    for (let index = 0; index < appointments; index += 1) {
      const { id } = seedAppointment(index)
      office.act(checkedIn({ appointmentId: id, payload: { queueNumber: index + 1, reason: null } }))
      office.act(decided('postal_code', 'accepted', { appointmentId: id }))
    }
    const written = office.store.events.head().seq
    expect(written).toBe(2 * appointments)
    await runUntilKilled(point, passes)
    // How much has arrived by then depends on the batch beside it; it is never more than a beginning without a gap.
    expect(central.log.map(({ deviceSeq }) => deviceSeq)).toEqual(central.log.map((_, n) => n + 1))
    expect(office.store.events.counts().queued).toBeGreaterThan(0)

    await office.restart()
    await office.settled()
    await office.sync.syncNow()
    expect(central.log.map(({ deviceSeq }) => deviceSeq)).toEqual(
      Array.from({ length: written }, (_, n) => n + 1),
    )
    expect(office.status()).toMatchObject({ queued: 0, parked: 0 })
    expectAgreement()
  })
})

describe('an office killed while it pulls', () => {
  it.each([0, 1])(
    'in the middle of page %i: nothing is missing and nothing is half there',
    async (passes) => {
      const days = ['2026-11-23', '2026-11-24', '2026-11-25']
      for (const date of days) {
        for (let index = 0; index < 600; index += 1) central.putAppointment(seedAppointment(index, date))
      }
      await runUntilKilled('mid_page', passes)
      const here = () =>
        days.reduce((total, date) => total + office.store.appointments.listDay(date).length, 0)
      // Whole pages of a thousand, or nothing.
      expect(here()).toBe(passes * 1000)
      await office.restart()
      await office.sync.syncNow()
      expect(here()).toBe(1800)
      expectAgreement()
    },
  )
})
