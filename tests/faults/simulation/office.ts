import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Random } from '#central/demo/random.ts'
import { noticeJumps } from '#core/clock-jumps.ts'
import { createDayService } from '#core/services/day.ts'
import { createDocumentsService } from '#core/services/documents.ts'
import type { OfficeContext } from '#core/services/office-context.ts'
import { createQueueService } from '#core/services/queue.ts'
import { createTray } from '#core/services/tray.ts'
import { createVisitService } from '#core/services/visit.ts'
import { createWalkInService } from '#core/services/walk-in.ts'
import { createSync, type Sync } from '#core/sync/create-sync.ts'
import type { FaultPoint } from '#core/sync/faults.ts'
import { openStore } from '#db/open-store.ts'
import { StorageError } from '#db/storage-error.ts'
import type { Store } from '#db/store.ts'
import type { Clock } from '#shared/clock.ts'
import type { Line } from './network.ts'
import type { SimulatedTime } from './simulated-time.ts'
import { count, type Tally } from './tally.ts'

/** Thrown where the core dies: whoever called it gets no answer. */
export class Crash extends Error {
  override readonly name = 'Crash'
}

/** Where the core can die: the points of the exchange, and around the end of a transaction. */
export type CrashPoint = FaultPoint | 'before_commit' | 'after_commit'
export const crashPoints: readonly [CrashPoint, ...CrashPoint[]] = [
  'after_commit_before_send',
  'sent_reply_lost',
  'reply_before_ack',
  'mid_page',
  'before_commit',
  'after_commit',
]

/** In memory where the machine has such a folder: a flush there costs nothing, and losing power is not the subject. */
const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
export const makeFolder = (): string => mkdtempSync(join(root, 'pishkhan-simulation-'))

export type Files = { file: string; key: Uint8Array }

/** The office's files as they are on the disk at this moment, as a crash would leave them. */
function copyFiles(from: string, to: string): void {
  for (const suffix of ['', '-wal', '.keycheck']) {
    if (existsSync(from + suffix)) copyFileSync(from + suffix, to + suffix)
  }
}
function removeFiles(file: string): void {
  for (const suffix of ['', '-wal', '.keycheck']) rmSync(file + suffix, { force: true })
}

const openAt = ({ file, key }: Files, clock: Clock): Store =>
  openStore({ file, key, backupDir: `${file}-backups`, clock })

type Life = {
  file: string
  store: Store
  sync: Sync
  desk: Desk
}
export type Desk = ReturnType<typeof createDesk>

const createDesk = (context: OfficeContext) => ({
  visits: createVisitService(context),
  documents: createDocumentsService(context),
  days: createDayService(context),
  tray: createTray(context),
  queue: createQueueService(context),
  walkIns: createWalkInService({ ...context, ask: () => Promise.reject(new Error('asked at the desk')) }),
})

/** An office's core: real services, real sync, real database; it can die anywhere and start again on what is on the disk. */
export function openOffice(parts: {
  folder: string
  template: Files
  time: SimulatedTime
  random: Random
  line: Line
  tally: Tally
  /** How far its clock is ahead of the true time, ms. */
  wrongByMs: () => number
}) {
  const { folder, template, time, random, line, tally } = parts
  const deviceClock = time.clock(parts.wrongByMs)
  mkdirSync(folder, { recursive: true })
  let lives = 0
  /** Set when the core has died: what was on the disk at that moment. */
  let left: string | null = null
  let dieAt: CrashPoint | null = null
  let failWrites = 0

  const newFile = () => {
    lives += 1
    return join(folder, `office-${lives}.db`)
  }
  const die = (file: string, point: CrashPoint | 'at_rest') => {
    if (left !== null) return
    left = newFile()
    dieAt = null
    copyFiles(file, left)
    count(tally, `crash_${point}`)
  }
  const reach = (file: string, point: CrashPoint) => {
    if (left !== null) throw new Crash('the core is dead')
    if (dieAt !== point) return
    die(file, point)
    throw new Crash(point)
  }

  const start = (file: string): Life => {
    const opened = openAt({ file, key: template.key }, deviceClock)
    const store: Store = {
      ...opened,
      transaction(work) {
        const result = opened.transaction(() => {
          if (left !== null) throw new Crash('the core is dead')
          const done = work()
          reach(file, 'before_commit')
          if (failWrites > 0) {
            failWrites -= 1
            count(tally, 'write_failed')
            throw new StorageError('storage_failed', 'the simulated disk is full')
          }
          return done
        })
        reach(file, 'after_commit')
        return result
      },
    }
    const live = { publish: () => {} }
    const clock = noticeJumps({ clock: deviceClock, store, log: () => {}, steady: time.now })
    const sync = createSync({
      store,
      live,
      clock,
      fetch: line.fetch,
      random: () => random.below(1_000_000) / 1_000_000,
      timers: time.timers,
      faults: { at: (point) => reach(file, point) },
    })
    sync.start()
    const context = { store, clock, live, sync } as unknown as OfficeContext
    return { file, store, sync, desk: createDesk(context) }
  }

  const first = newFile()
  copyFiles(template.file, first)
  let life = start(first)

  const end = async () => {
    const { file, store, sync } = life
    await sync.stop()
    store.close()
    removeFiles(file)
  }

  return {
    get store() {
      return life.store
    },
    get sync() {
      return life.sync
    },
    get desk() {
      return life.desk
    },
    get isDead() {
      return left !== null
    },
    /** The next time that the core comes to this point it dies there. */
    dieAt(point: CrashPoint) {
      dieAt = point
    },
    dieNow: () => die(life.file, 'at_rest'),
    /** So many of the next transactions fail at their end. */
    failWrites(times: number) {
      failWrites = times
    },
    /** No more dying and failing. */
    heal() {
      dieAt = null
      failWrites = 0
    },
    /** Starts on what the dead one has left. */
    async comeBack() {
      if (left === null) throw new Error('the core is alive')
      await end()
      const file = left
      left = null
      life = start(file)
    },
    async restart() {
      const { file, store, sync } = life
      await sync.stop()
      store.close()
      life = start(file)
    },
    /** Ends it and keeps its database under that name. */
    async putAwayAs(file: string) {
      await life.sync.stop()
      life.store.close()
      removeFiles(file)
      copyFiles(life.file, file)
      removeFiles(life.file)
    },
    close: end,
  }
}
export type OpenOffice = ReturnType<typeof openOffice>
