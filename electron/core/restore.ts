import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isWhole } from '#db/backup.ts'
import { copiesOf } from '#db/copies.ts'
import { StorageError } from '#db/storage-error.ts'
import { systemClock } from '#shared/clock.ts'
import { KeyFileError, loadOrCreateKey } from './key-file.ts'
import { officeLog } from './log-file.ts'
import { CopyUnusableError, JournalIncompleteError } from './recovery/backup-service.ts'
import { restoreOffice } from './recovery/restore-office.ts'
import { databaseFile } from './start-core.ts'

/**
 * `npm run office:restore -- --data DIR [--copy NAME|newest]`: lists the copies of an office's database, or puts one in its
 * place. Prints JSON. Exit codes: 0 done, 1 refused (a stable code says why), 2 for a command line it cannot follow.
 */
const usage = 'office:restore --data DIR [--copy NAME|newest] [--journal DIR] [--key-file FILE]'

function readCommand(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    options: {
      data: { type: 'string' },
      copy: { type: 'string' },
      journal: { type: 'string' },
      'key-file': { type: 'string' },
    },
  })
  if (!values.data) throw new Error('--data needs the folder that holds the office')
  const dataDir = resolve(values.data)
  if (!statSync(dataDir, { throwIfNoEntry: false })?.isDirectory()) throw new Error('--data is no folder')
  return {
    dataDir,
    copy: values.copy ?? null,
    journalDir: values.journal === undefined ? join(dataDir, 'journal') : resolve(values.journal),
    keyFile: resolve(values['key-file'] ?? join(dataDir, 'office.key')),
  }
}

function run({ dataDir, copy, journalDir, keyFile }: ReturnType<typeof readCommand>): unknown {
  if (!existsSync(keyFile))
    throw new KeyFileError('key_file_missing', 'there is no key: name it by --key-file')
  const own = {
    file: databaseFile(dataDir),
    key: loadOrCreateKey(keyFile, { mayCreate: false }),
    backupDir: join(dataDir, 'backups'),
    clock: systemClock,
  }
  if (copy !== null) return { restored: restoreOffice({ ...own, journalDir }, copy, officeLog(dataDir)) }
  const copies = copiesOf(own).map(({ path, ...told }) => ({ ...told, whole: isWhole(path, own.key) }))
  return { copies }
}

const isTyped = (error: unknown) =>
  error instanceof StorageError ||
  error instanceof CopyUnusableError ||
  error instanceof JournalIncompleteError ||
  error instanceof KeyFileError

let command: ReturnType<typeof readCommand> | null = null
try {
  command = readCommand(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`office:restore: ${error instanceof Error ? error.message : ''}\nusage: ${usage}\n`)
  process.exitCode = 2
}
try {
  if (command !== null) process.stdout.write(`${JSON.stringify(run(command))}\n`)
} catch (error) {
  if (!isTyped(error)) throw error
  const { code, message } = error
  process.stderr.write(`${JSON.stringify({ error: { code, message } })}\n`)
  process.exitCode = 1
}
