import { readFile } from 'node:fs/promises'
import { readEscrowCode } from '#shared/escrow/code.ts'
import { parseSealedKey, type SealedKey, unsealKey } from '#shared/escrow/sealed-key.ts'
import { readKeyFile } from './key-file.ts'
import { type KeyResult, type KeyStoreDeps, lockKey } from './key-store.ts'

/** What is wrong with a code: a typing error, not the code of this office, or the file is not what it was. */
export type CodeProblem = 'codeTypo' | 'codeWrong' | 'codeDamaged'

export type RecoveryDeps = KeyStoreDeps & {
  /** Where the core keeps the key behind a code: beside its data first, with the journal second. */
  escrowFiles: readonly string[]
  /** Asks for the code until `problemOf` has nothing to say; false when the user closes the question. */
  askCode(problemOf: (typed: string) => CodeProblem | null): Promise<boolean>
}

/** Whether there is anything that a code could open. */
export const hasEscrow = async (deps: RecoveryDeps): Promise<boolean> => (await sealedKeys(deps)).length > 0

/**
 * The database's key by the code on paper, locked anew as on the first start; before that nothing is written. The code is asked
 * for as long as it is wrong.
 */
export async function recoverDatabaseKey(deps: RecoveryDeps): Promise<KeyResult> {
  const sealed = await sealedKeys(deps)
  let key: Uint8Array | null = null
  const answered = await deps.askCode((typed) => {
    const code = readEscrowCode(typed)
    if (!code.ok) return 'codeTypo'
    const opened = open(sealed, code.code)
    if (typeof opened === 'string') return opened
    key = opened
    return null
  })
  if (!answered || key === null) return { ok: false, code: 'key_declined' }
  return lockKey(key, deps)
}

/** The first counts: the second is for when it is gone or damaged, and may be of an older code. */
function open(sealed: readonly SealedKey[], code: string): Uint8Array | CodeProblem {
  let problem: CodeProblem = 'codeWrong'
  for (const each of sealed) {
    const unsealed = unsealKey(each, code)
    if (unsealed.ok) return unsealed.key
    if (unsealed.why === 'wrong_code') return problem
    problem = 'codeDamaged'
  }
  return problem
}

/** Of another key than the one that `key.json` names, where that can still be read, none counts. */
async function sealedKeys({ escrowFiles, keyPath }: RecoveryDeps): Promise<SealedKey[]> {
  const file = await readKeyFile(keyPath)
  const wanted = typeof file === 'string' ? null : file.check
  const read = await Promise.all(escrowFiles.map((path) => readFile(path, 'utf8').catch(() => '')))
  return read
    .flatMap((text) => parseSealedKey(text) ?? [])
    .filter(({ check }) => wanted === null || check === wanted)
}
