import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { KeyFileError } from '../key-file.ts'
import { RecoverKeyError, recoverKeyFile } from './recover-key.ts'

const usage =
  'office --recover-key --data DIR [--journal DIR] [--key-file FILE]   (the code on standard input)'

/** Whether the command line asks for the key back instead of for an office. */
export const wantsKeyBack = (args: readonly string[]): boolean => args.includes('--recover-key')

/**
 * `npm run office -- --recover-key`: the code comes on standard input, so that it stands in no history and no list of
 * processes. Gives the exit code: 0 done, 1 refused (a stable code says why), 2 for a command line it cannot follow.
 */
export async function recoverKeyByCommand(args: readonly string[]): Promise<0 | 1 | 2> {
  const folders = foldersOf(args)
  if (folders === null) {
    process.stderr.write(`usage: ${usage}\n`)
    return 2
  }
  try {
    recoverKeyFile({ ...folders, typed: (await text(process.stdin)).slice(0, 1000) })
  } catch (error) {
    if (!(error instanceof RecoverKeyError) && !(error instanceof KeyFileError)) throw error
    const { code, message } = error
    process.stderr.write(`${JSON.stringify({ error: { code, message } })}\n`)
    return 1
  }
  process.stdout.write(`${JSON.stringify({ recovered: folders.keyFile })}\n`)
  return 0
}

function foldersOf(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      strict: true,
      options: {
        'recover-key': { type: 'boolean' },
        data: { type: 'string' },
        journal: { type: 'string' },
        'key-file': { type: 'string' },
      },
    })
    const dataDir = values.data ? resolve(values.data) : ''
    if (!statSync(dataDir, { throwIfNoEntry: false })?.isDirectory()) return null
    return {
      dataDir,
      journalDir: resolve(values.journal ?? join(dataDir, 'journal')),
      keyFile: resolve(values['key-file'] ?? join(dataDir, 'office.key')),
    }
  } catch {
    return null
  }
}
