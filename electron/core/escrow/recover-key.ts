import { join } from 'node:path'
import { checkKey } from '#db/key-check.ts'
import { type EscrowCodeProblem, readEscrowCode } from '#shared/escrow/code.ts'
import { escrowFileName, type SealedKey, unsealKey } from '#shared/escrow/sealed-key.ts'
import { putKey } from '../key-file.ts'
import { databaseFile } from '../start-core.ts'
import { readSealedKey } from './key-escrow.ts'

/**
 * `escrow_missing`: no recovery file lies with the data · `escrow_code_invalid`: a typing error · `escrow_code_wrong`: it is of another
 * office, or an older one · `escrow_damaged`: the file was changed · `escrow_of_other_key`: it does not belong to this database.
 */
export type RecoverKeyErrorCode =
  | 'escrow_missing'
  | 'escrow_code_invalid'
  | 'escrow_code_wrong'
  | 'escrow_damaged'
  | 'escrow_of_other_key'

export class RecoverKeyError extends Error {
  override readonly name = 'RecoverKeyError'
  readonly code: RecoverKeyErrorCode

  constructor(code: RecoverKeyErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

const typingErrors: Record<EscrowCodeProblem, string> = {
  length: 'the code has 28 characters',
  character: 'there is a character in it that no code has',
  typo: 'one of the characters is not right',
}
const unsealError = (why: 'wrong_code' | 'damaged') =>
  why === 'damaged'
    ? new RecoverKeyError('escrow_damaged', 'the recovery file was changed')
    : new RecoverKeyError('escrow_code_wrong', 'the code is not the one of this office’s recovery file')

/**
 * Writes the lost key file of a plain core again, from the recovery file and the code on paper. Throws `RecoverKeyError`, and
 * `KeyFileError` where there is a key file; nothing is written then.
 */
export function recoverKeyFile({
  dataDir,
  journalDir,
  keyFile,
  typed,
}: {
  dataDir: string
  journalDir: string
  keyFile: string
  typed: string
}): void {
  const read = readEscrowCode(typed)
  if (!read.ok) throw new RecoverKeyError('escrow_code_invalid', typingErrors[read.problem])
  const files = [dataDir, journalDir].map((folder) => join(folder, escrowFileName))
  putKey(
    keyFile,
    keyOf(
      files.flatMap((file) => readSealedKey(file) ?? []),
      read.code,
      databaseFile(dataDir),
    ),
  )
}

/** The first file counts: the second is for when it is gone or damaged, and may be of an older code. */
function keyOf(sealed: readonly SealedKey[], code: string, database: string): Uint8Array {
  let failed = new RecoverKeyError('escrow_missing', 'no recovery file lies with the data')
  for (const each of sealed) {
    const unsealed = unsealKey(each, code)
    if (unsealed.ok) {
      if (checkKey(database, unsealed.key) !== 'other') return unsealed.key
      failed = new RecoverKeyError('escrow_of_other_key', 'the recovery file is of another database')
      continue
    }
    failed = unsealError(unsealed.why)
    if (unsealed.why === 'wrong_code') break
  }
  throw failed
}
