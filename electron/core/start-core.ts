import { mkdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { SupportedMessagePort } from '@orpc/client/message-port'
import { copiesOf } from '#db/copies.ts'
import type { Store } from '#db/store.ts'
import type { Clock } from '#shared/clock.ts'
import { systemClock } from '#shared/clock.ts'
import type { CorePage } from '#shared/contract/channels.ts'
import type { Sessions } from './auth/sessions.ts'
import { createBackups } from './backups.ts'
import { noticeJumps } from './clock-jumps.ts'
import { createCondition } from './condition/condition.ts'
import { assembleCore } from './core.ts'
import { createKeyEscrow } from './escrow/key-escrow.ts'
import { createIdleCheckpoint, withWriteNotice } from './idle-checkpoint.ts'
import { createLive } from './live.ts'
import type { Log } from './log.ts'
import { describeError, stderrLog } from './log.ts'
import { createBackupService } from './recovery/backup-service.ts'
import { openOffice } from './recovery/open-office.ts'
import { restoreOffice } from './recovery/restore-office.ts'
import type { OfficeRouter } from './rpc/router.ts'
import type { DeviceService } from './services/device.ts'
import { createTray } from './services/tray.ts'
import { pullWhatWasLeftOut } from './sync/apply-page.ts'
import { movedAddress, readCentralAddress } from './sync/central-address.ts'
import { createSync } from './sync/create-sync.ts'
import { type Faults, noFaults } from './sync/faults.ts'

export type CoreOptions = {
  /** Folder of everything this installation keeps; made when it is not there. */
  dataDir: string
  /** Folder of the second copy of the records; on another disk it outlasts this one. Absent: within `dataDir`. */
  journalDir?: string
  /** Name of the copy of the database to begin with, or `newest`. */
  restore?: string
  /** 32 bytes; nobody else may have them. */
  databaseKey: Uint8Array
  /** Address of the central system; replaces the one that the device was activated with. */
  centralUrl?: string
  /** Used once, when the device is not activated yet. */
  activationCode?: string
  appVersion: string
  clock?: Clock
  log?: Log
  /** What happens at the named places of the exchange; for tests that kill the core there. */
  faults?: Faults
  /** The core is to be closed and started again. */
  onRestartWanted?: () => void
}

/** The office's core while it runs: the one owner of the database. */
export type Core = {
  /** One connection is one session. */
  attachPort(port: SupportedMessagePort, page?: CorePage): void
  /** For a host of another transport (`http/host.ts`): the router, and the sessions its connections belong to. */
  router: OfficeRouter
  sessions: Sessions
  log: Log
  /** Lets running calls end, stops the sync, checkpoints and closes the database. A second call waits for the first. */
  close(): Promise<void>
}

/** How long a start waits for the central system before it goes on without, and a stop for running calls, ms. */
const activationPatience = 10_000
const drainPatience = 10_000
/** A disk fills and a clock is set while the office works, ms. */
const conditionEvery = 30_000

export const databaseFile = (dataDir: string): string => join(dataDir, 'office.db')

/** Opens the office and starts its sync. Throws `StorageError` when the database cannot be opened. */
export async function startCore(options: CoreOptions): Promise<Core> {
  const { dataDir, databaseKey, appVersion } = options
  const deviceClock = options.clock ?? systemClock
  const log = options.log ?? stderrLog
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const database = {
    file: databaseFile(dataDir),
    key: databaseKey,
    backupDir: join(dataDir, 'backups'),
    clock: deviceClock,
  }
  const journalDir = options.journalDir ?? join(dataDir, 'journal')
  if (options.restore !== undefined) restoreOffice({ ...database, journalDir }, options.restore, log)
  const { store: opened, journal } = openOffice({ ...database, journalDir }, log)
  const idle = createIdleCheckpoint(opened, log)
  const backups = createBackups(opened, { clock: deviceClock, log, hasCopy: copiesOf(database).length > 0 })
  const store = withWriteNotice(opened, () => {
    idle.touch()
    backups.touch()
  })
  const clock = noticeJumps({ clock: deviceClock, store, log })
  moveToCentral(store, options.centralUrl, log)
  pullWhatWasLeftOut(store, appVersion)
  store.transaction(() => store.prints.forsakeOpen())

  const live = createLive()
  const freeBytes = () => freeBytesAt(dataDir)
  const escrow = createKeyEscrow({ store, clock, log, databaseKey, dataDir, journalDir })
  const condition = createCondition({ store, clock, live, appVersion, journal, backups, escrow, freeBytes })
  const sync = createSync({
    store,
    live,
    clock,
    log,
    faults: options.faults ?? noFaults,
    onCondition: condition.look,
  })
  const watch = setInterval(condition.look, conditionEvery)
  watch.unref()
  const backup = createBackupService({
    database,
    journal,
    backUp: backups.backUp,
    restart: () => options.onRestartWanted?.(),
  })
  const tray = createTray({ store, live, clock, sync, condition })
  const { centralUrl } = options
  const core = assembleCore({
    store,
    clock,
    live,
    log,
    sync,
    tray,
    condition,
    escrow,
    backup,
    centralUrl,
    appVersion,
    dataDir,
  })
  await activateOnce(core.device, options, log)
  sync.start()
  // A start without the end before it tells support of a crash, or of the power.
  log({ level: 'info', event: 'core_started', version: appVersion })

  const close = async () => {
    const stopped = sync.stop()
    await core.inFlight.drain(drainPatience)
    await stopped
    live.close()
    core.closePorts()
    core.sessions.closeAll()
    idle.stop()
    clearInterval(watch)
    store.checkpoint()
    backups.close()
    store.close()
    journal.close()
    log({ level: 'info', event: 'core_stopped' })
  }
  let closed: Promise<void> | undefined
  return {
    attachPort: core.attachPort,
    router: core.router,
    sessions: core.sessions,
    log,
    close() {
      closed ??= close()
      return closed
    },
  }
}

function freeBytesAt(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return null
  }
}

/**
 * The central system may have moved since the activation; who it is, the device's key proves to it anew.
 * An address that may not be used is left out of account, as it would be at the activation.
 */
function moveToCentral(store: Store, centralUrl: string | undefined, log: Log): void {
  const device = store.settings.get('device')
  if (!device || centralUrl === undefined) return
  const given = readCentralAddress(centralUrl)
  if (given === null) {
    log({ level: 'warn', event: 'central_url_ignored' })
    return
  }
  const moved = movedAddress(device.centralUrl, given)
  if (moved !== device.centralUrl) {
    store.transaction(() => store.settings.set('device', { ...device, centralUrl: moved }))
  }
}

/** A code on the command line spares the first-start screen; when it does not work that screen is still there. */
async function activateOnce(
  device: DeviceService,
  { centralUrl, activationCode }: CoreOptions,
  log: Log,
): Promise<void> {
  if (centralUrl === undefined || activationCode === undefined || device.status().activated) return
  const activation = device.activate(centralUrl, activationCode).catch((error: unknown) => {
    log({ level: 'error', event: 'activation_failed', ...describeError(error) })
  })
  const patience = new AbortController()
  const { signal } = patience
  await Promise.race([activation, delay(activationPatience, undefined, { signal }).catch(() => undefined)])
  patience.abort()
}
