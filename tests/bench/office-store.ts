import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createIdleCheckpoint, withWriteNotice } from '#core/idle-checkpoint.ts'
import { createLive } from '#core/live.ts'
import type { OfficeContext } from '#core/services/office-context.ts'
import { openStore } from '#db/open-store.ts'
import type { Clock } from '#shared/clock.ts'

const idleMs = 20

export type BenchOffice = {
  context: OfficeContext
  file: string
  key: Uint8Array
  /** Waits until the office was idle and has moved its log, as between two rushes at the counter. */
  idle(): Promise<void>
  close(): void
}

/**
 * What the services of a core work with, on an encrypted database in `folder`, put together as `startCore` does; only the
 * sync is left out, and the idle moments come sooner.
 */
export function openBenchOffice(folder: string, clock: Clock): BenchOffice {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'office.db')
  const key = randomBytes(32)
  const opened = openStore({ file, key, backupDir: join(folder, 'backups'), clock })
  const checkpoints = createIdleCheckpoint(opened, () => undefined, idleMs)
  const store = withWriteNotice(opened, checkpoints.touch)
  return {
    context: { store, clock, live: createLive(), sync: { wake: () => undefined } },
    file,
    key,
    idle: () => delay(idleMs * 3),
    close() {
      checkpoints.stop()
      opened.close()
    },
  }
}
