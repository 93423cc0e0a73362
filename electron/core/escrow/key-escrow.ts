import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StorageError } from '#db/storage-error.ts'
import type { Store } from '#db/store.ts'
import type { Clock } from '#shared/clock.ts'
import type { EscrowState, NewEscrowCode } from '#shared/contract/escrow.ts'
import { codeBytes, escrowCode, readEscrowCode } from '#shared/escrow/code.ts'
import {
  escrowFileName,
  keyCheck,
  parseSealedKey,
  type SealedKey,
  sealKey,
} from '#shared/escrow/sealed-key.ts'
import { replaceFile } from '../durable-file.ts'
import { describeError, type Log } from '../log.ts'

/** The database's key behind a code on paper, so that a lost key store does not lose unsent work. */
export type KeyEscrow = {
  state(): EscrowState
  /** A new code; the one before opens nothing here any more. Throws `StorageError` `storage_failed`; then nothing was changed. */
  make(): NewEscrowCode
  /** Somebody has the code that was made at this moment on paper. */
  confirm(madeAt: string): EscrowState
  /** The device has just been activated on the screen: whoever leads the office is to be asked for a code. */
  ask(): void
  /** The supervisor was asked, and will not now. */
  postpone(): EscrowState
}

export type EscrowParts = {
  store: Pick<Store, 'settings' | 'transaction'>
  clock: Clock
  log: Log
  databaseKey: Uint8Array
  dataDir: string
  journalDir: string
}

/**
 * The file lies beside the database, and again with the journal, which may be on another disk. The code itself is nowhere: it is
 * told once.
 */
export function createKeyEscrow(parts: EscrowParts): KeyEscrow {
  const { store, clock, log, databaseKey, dataDir, journalDir } = parts
  const [main, second] = [dataDir, journalDir].map((folder) => join(folder, escrowFileName)) as [
    string,
    string,
  ]
  const check = keyCheck(databaseKey)
  /** Only what locks this database's key counts. */
  const read = (file: string): SealedKey | null => {
    const sealed = readSealedKey(file)
    return sealed?.check === check ? sealed : null
  }
  const tryToWrite = (file: string, sealed: SealedKey) => {
    try {
      replaceFile(file, textOf(sealed))
    } catch (error) {
      // Its disk may be away; it is tried again at the next start.
      log({ level: 'warn', event: 'escrow_copy_failed', ...describeError(error) })
    }
  }
  const sealed = read(main)
  const copy = read(second)
  if (sealed !== null && copy?.tag !== sealed.tag) tryToWrite(second, sealed)
  if (sealed === null && copy !== null) tryToWrite(main, copy)

  const state = (): EscrowState => {
    const known = read(main)
    return {
      madeAt: known?.madeAt ?? null,
      confirmed: known !== null && store.settings.get('escrowConfirmed') === known.madeAt,
      wanted: store.settings.get('escrowWanted') ?? false,
    }
  }
  return {
    state,
    make() {
      const code = escrowCode(randomBytes(codeBytes))
      const typed = readEscrowCode(code)
      if (!typed.ok) throw new Error('a code that was made can be read')
      const madeAt = clock.now().toISOString()
      const fresh = sealKey(databaseKey, typed.code, { madeAt, random: randomBytes })
      try {
        replaceFile(main, textOf(fresh))
      } catch (error) {
        throw new StorageError('storage_failed', 'the recovery file could not be written', { cause: error })
      }
      tryToWrite(second, fresh)
      log({ level: 'info', event: 'escrow_made' })
      return { code, madeAt }
    },
    confirm(madeAt) {
      store.transaction(() => {
        store.settings.set('escrowConfirmed', madeAt)
        store.settings.delete('escrowWanted')
      })
      return state()
    },
    ask() {
      store.transaction(() => store.settings.set('escrowWanted', true))
    },
    postpone() {
      store.transaction(() => store.settings.delete('escrowWanted'))
      return state()
    },
  }
}

/** The sealed key in a file; null where there is none that can be read. */
export function readSealedKey(file: string): SealedKey | null {
  try {
    return parseSealedKey(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

const textOf = (sealed: SealedKey) => Buffer.from(`${JSON.stringify(sealed, null, 2)}\n`)
