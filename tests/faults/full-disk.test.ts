import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { type CentralDouble, startCentralDouble } from '#tests/support/central-double.ts'
import { seedAppointment, seedOffice } from '#tests/support/seed-store.ts'
import { openSyncedOffice, type SyncedOffice } from '#tests/support/synced-office.ts'
import { httpDesk, type OfficeClient, refusalOf, signIn } from '#tests/support/test-core.ts'
import { startCoreProcess } from './core-process.ts'
import { form, tell } from './form.ts'
import { expectWholeChain } from './simulation/invariants.ts'

/** A disk that takes no more in the middle of a transaction: the real core, and errors of the real operating system. */

const today = tehranDateOf(new Date().toISOString())
const people = 120
let central: CentralDouble
let office: SyncedOffice

beforeEach(async () => {
  central = await startCentralDouble()
  // What the gate at the start would keep from happening is the subject here.
  central.putOffice({
    ...seedOffice,
    rules: {
      ...seedOffice.rules,
      limits: {
        lowDiskMegabytes: 0,
        leastDiskMegabytes: 0,
        clockOffsetMinutes: 5,
        backlogHours: 72,
        backlogEvents: 5000,
        leastAppVersion: null,
      },
    },
  })
  for (let index = 0; index < people; index += 1) central.putAppointment(seedAppointment(index, today))
  office = openSyncedOffice(central)
  await office.join()
  await office.sync.stop()
})
afterEach(async () => {
  await office.close()
  await central.close()
})

const canLimit = process.platform === 'linux' && answers('prlimit', ['--version'])
const canMount = process.platform === 'linux' && process.getuid?.() === 0
if (!canLimit) tell('full-disk', 'SKIPPED on this system: no prlimit, so no write was made to fail')
if (!canMount) tell('full-disk', 'SKIPPED without root: no small disk could be mounted and filled')

describe('a write that fails in mid-transaction', () => {
  it.skipIf(!canLimit)(
    'the clerk is told, nothing is half done, and it works on when there is room',
    async () => {
      const { file, key } = office.options
      const told: string[] = []
      let failures = 0
      await office.asleep(async () => {
        const core = await startCoreProcess({ dataDir: dirname(file), key })
        const limitFiles = (bytes: number | 'unlimited') =>
          execFileSync('prlimit', ['--pid', String(core.child.pid), `--fsize=${bytes}:unlimited`])
        try {
          const client = await signIn(httpDesk({ url: core.url ?? '' }), 'paziresh')
          const step = form.full ? 511 : 2047
          for (let room = 100; told.length < people && room < 40_000; room += step) {
            // The log is written on from its end, or over from its beginning: one act or the next meets the limit.
            limitFiles(statSync(`${file}-wal`).size + room)
            const id = await checkInUntilRefused(client, told)
            limitFiles('unlimited')
            if (id === null) break
            failures += 1
            // The very act works now, with the number that was given back.
            const before = await queueNumbers(client)
            const { appointment } = await client.visit.checkIn({ appointmentId: id, reason: null })
            expect(appointment.queueNumber).toBe(Math.max(0, ...before) + 1)
            told.push(id)
          }
          expect(failures).toBeGreaterThan(5)
        } finally {
          await core.kill()
        }
      })
      await expectAllArrive(told)
      tell(
        'full-disk',
        `${failures} writes failed in mid-transaction, ${told.length} check-ins confirmed, 0 lost`,
      )
    },
  )
})

describe('a disk that is full', () => {
  it.skipIf(!canMount)(
    'the clerk is told, nothing is half done, and it works on when there is room',
    async () => {
      const { file, key } = office.options
      const disk = mkdtempSync(join(tmpdir(), 'pishkhan-small-disk-'))
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m,mode=700', 'tmpfs', disk])
      const told: string[] = []
      let failures = 0
      const move = (from: string, to: string) => execFileSync('sh', ['-c', 'cp -a "$0"/. "$1"/', from, to])
      try {
        await office.asleep(async () => {
          move(dirname(file), disk)
          const core = await startCoreProcess({ dataDir: disk, key })
          const filler = join(disk, 'something-else')
          try {
            const client = await signIn(httpDesk({ url: core.url ?? '' }), 'paziresh')
            for (let round = 0; round < 5; round += 1) {
              // All of it, but for a few pages: another number each time.
              fillUp(filler, round * 3)
              const id = await checkInUntilRefused(client, told)
              rmSync(filler)
              if (id === null) break
              failures += 1
              await client.visit.checkIn({ appointmentId: id, reason: null })
              told.push(id)
            }
          } finally {
            await core.kill()
          }
          rmSync(filler, { force: true })
          for (const suffix of ['', '-wal']) rmSync(file + suffix, { force: true })
          move(disk, dirname(file))
        })
      } finally {
        execFileSync('umount', [disk])
        rmSync(disk, { recursive: true, force: true })
      }
      expect(failures).toBeGreaterThan(2)
      await expectAllArrive(told)
      tell('full-disk', `the disk was full ${failures} times, ${told.length} check-ins confirmed, 0 lost`)
    },
  )
})

/** Fills the disk of the file but for this many pages; less is left where the core writes at the same moment. */
function fillUp(filler: string, pagesLeft: number): void {
  const { bavail, bsize } = statfsSync(dirname(filler))
  try {
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail - pagesLeft) * bsize))
  } catch (error) {
    // The room that was counted a moment ago went to the core: the disk is full, as it should be.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  }
}

/** The id of the check-in that could not be written; null when there was room for everybody. */
async function checkInUntilRefused(client: OfficeClient, told: string[]): Promise<string | null> {
  for (let index = told.length; index < people; index += 1) {
    const { id } = seedAppointment(index, today)
    const before = await stateOf(client, id)
    const check = client.visit.checkIn({ appointmentId: id, reason: null })
    const written = await check.then(
      () => true,
      () => false,
    )
    if (!written) {
      expect(await refusalOf(check)).toMatchObject({ code: 'STORAGE_FAILED', defined: true })
      expect(await stateOf(client, id)).toBe(before)
      return id
    }
    told.push(id)
  }
  return null
}

const stateOf = async (client: OfficeClient, id: string): Promise<string> => {
  const { rows } = await client.day.list({ date: today })
  const row = rows.find((each) => each.id === id)
  return JSON.stringify({ state: row?.state, queueNumber: row?.queueNumber })
}
const queueNumbers = async (client: OfficeClient): Promise<number[]> =>
  (await client.day.list({ date: today })).rows.flatMap(({ queueNumber }) => queueNumber ?? [])

/** After a restart everything that was confirmed is at the central system, once. */
async function expectAllArrive(told: readonly string[]): Promise<void> {
  await office.restart()
  await office.settled()
  await office.sync.syncNow()
  expectWholeChain('what the central system has', central.log)
  const arrivals = central.log.flatMap(({ type, appointmentId }) =>
    type === 'checked_in' ? [appointmentId] : [],
  )
  expect(arrivals).toEqual(told)
  for (const id of told) expect(office.store.appointments.get(id)).toMatchObject({ sync: 'sent' })
}

function answers(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
