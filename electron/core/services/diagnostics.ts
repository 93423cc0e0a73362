import { readdirSync, statfsSync, statSync } from 'node:fs'
import { release } from 'node:os'
import { join } from 'node:path'
import type { Store } from '#db/store.ts'
import type { Clock } from '#shared/clock.ts'
import type { Diagnostics } from '#shared/contract/diagnostics.ts'
import type { SyncStatus } from '#shared/contract/office.ts'
import { lastLogLines, logFolder } from '../log-file.ts'
import { redact } from '../redact.ts'
import { readMoment } from './office-context.ts'
import { verifyLog } from './verify-log.ts'

/** So many lines tell a day of trouble and can still be read before they are handed over. */
const logLines = 200

/** What support may see of this office. Reads only, and hands nothing to anybody. */
export type DiagnosticsService = { collect(): Promise<Diagnostics> }

export function createDiagnostics(parts: {
  store: Store
  clock: Clock
  sync: { status(): SyncStatus }
  appVersion: string
  dataDir: string
}): DiagnosticsService {
  const { store, dataDir } = parts
  return {
    async collect() {
      const { now, today } = readMoment(parts)
      const device = store.settings.get('device')
      return {
        madeAt: now,
        program: {
          version: parts.appVersion,
          runtime: runtime(),
          platform: `${process.platform} ${process.arch}`,
          system: redact(release()),
        },
        office: {
          code: store.office.get()?.code ?? null,
          deviceId: device?.deviceId ?? null,
          activatedAt: device?.activatedAt ?? null,
          // Without what somebody may have written before the host.
          centralUrl: device === undefined ? null : new URL(device.centralUrl).origin,
        },
        sync: { ...parts.sync.status(), dataAsOf: store.settings.get('dataAsOf') ?? null },
        counts: {
          today,
          appointmentsToday: store.appointments.listDay(today).length,
          events: store.events.head().seq,
        },
        storage: {
          isSound: store.isSound(),
          isLogWhole: (await verifyLog(store)).broken === null,
          ...storageOf(dataDir),
        },
        log: lastLogLines(logFolder(dataDir), logLines).map(redact),
      }
    },
  }
}

function runtime(): string {
  const { node, electron } = process.versions
  return electron === undefined ? `Node ${node}` : `Electron ${electron}, Node ${node}`
}

function storageOf(dataDir: string): Omit<Diagnostics['storage'], 'isSound' | 'isLogWhole'> {
  const copies = backupTimes(join(dataDir, 'backups'))
  return {
    databaseKiB: kibOf(join(dataDir, 'office.db')),
    walKiB: kibOf(join(dataDir, 'office.db-wal')),
    freeKiB: freeKiB(dataDir),
    backups: copies.length,
    newestBackupAt: copies.length === 0 ? null : new Date(Math.max(...copies)).toISOString(),
  }
}

function kibOf(file: string): number | null {
  const size = statSync(file, { throwIfNoEntry: false })?.size
  return size === undefined ? null : Math.ceil(size / 1024)
}

function freeKiB(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return Math.floor((bavail * bsize) / 1024)
  } catch {
    return null
  }
}

/** When each copy was written, ms. */
function backupTimes(folder: string): number[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.db'))
      .map((name) => statSync(join(folder, name)).mtimeMs)
  } catch {
    return []
  }
}
