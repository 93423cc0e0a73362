import { createSync } from '#core/sync/create-sync.ts'
import { openStore } from '#db/open-store.ts'
import { systemClock } from '#shared/clock.ts'

/**
 * An office's sync as a process of its own, which kills itself, without a last word, at a named point of the exchange.
 * Arguments: database, key in hex, folder of backups, point, how many times the point is passed before.
 */
const [file = '', key = '', backupDir = '', point = '', passes = '0'] = process.argv.slice(2)
const store = openStore({ file, key: Buffer.from(key, 'hex'), backupDir, clock: systemClock })
let left = Number(passes)
const sync = createSync({
  store,
  clock: systemClock,
  live: { publish: () => {} },
  random: () => 0,
  faults: {
    at(reached) {
      if (reached !== point) return
      if (left === 0) process.kill(process.pid, 'SIGKILL')
      left -= 1
    },
  },
})
sync.start()
