import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { assembleCore } from '#core/core.ts'
import { startHttpHost } from '#core/http/host.ts'
import { createLive } from '#core/live.ts'
import { createTray } from '#core/services/tray.ts'
import { createSync } from '#core/sync/create-sync.ts'
import { openStore } from '#db/open-store.ts'
import type { Store } from '#db/store.ts'
import { systemClock } from '#shared/clock.ts'

/**
 * An office's core with its web host as a process of its own, that kills itself without a last word at a named point.
 * Arguments: database, key in hex, folder of backups, point, how many times the point is passed before. Prints the
 * host's address when it is ready.
 */
const [file = '', key = '', backupDir = '', point = '', passes = '0'] = process.argv.slice(2)
let left = Number(passes)
const reach = (reached: string): void => {
  if (reached !== point) return
  if (left === 0) process.kill(process.pid, 'SIGKILL')
  left -= 1
}

const clock = systemClock
const opened = openStore({ file, key: Buffer.from(key, 'hex'), backupDir, clock })
const store: Store = {
  ...opened,
  transaction<T>(work: () => T): T {
    const result = opened.transaction(() => {
      const done = work()
      reach('before_commit')
      return done
    })
    reach('after_commit')
    return result
  },
}
const live = createLive()
const log = () => {}
const sync = createSync({ store, live, clock, log, random: () => 0, faults: { at: reach } })
const tray = createTray({ store, live, clock, sync })
const core = assembleCore({
  store,
  clock,
  live,
  log,
  sync,
  tray,
  dataDir: dirname(file),
  appVersion: '0.0.0-test',
})
const rendererDir = mkdtempSync(join(tmpdir(), 'pishkhan-no-screen-'))
const host = await startHttpHost({ core: { ...core, log }, port: 0, rendererDir })
sync.start()
process.stdout.write(`${host.url}\n`)
