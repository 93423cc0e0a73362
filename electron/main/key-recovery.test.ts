import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { codeBytes, escrowCode, readEscrowCode } from '#shared/escrow/code.ts'
import { keyCheck, sealKey } from '#shared/escrow/sealed-key.ts'
import { type CodeProblem, hasEscrow, type RecoveryDeps, recoverDatabaseKey } from './key-recovery.ts'
import { obtainDatabaseKey } from './key-store.ts'

let folder: string
let key: Uint8Array
let code: string
let typed: string[]
let problems: (CodeProblem | null)[]
let safe: boolean
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pishkhan-recovery-'))
  for (const name of ['office', 'journal']) mkdirSync(join(folder, name))
  key = new Uint8Array(randomBytes(32))
  code = escrowCode(randomBytes(codeBytes))
  typed = [code]
  problems = []
  safe = true
  writeFileSync(join(folder, 'office', 'office.db'), 'a database')
  put('office', code)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(where: 'office' | 'journal', withCode: string, of = key): void {
  const read = readEscrowCode(withCode)
  if (!read.ok) throw new Error('not a code')
  const sealed = sealKey(of, read.code, {
    madeAt: '2026-11-22T06:52:00.000Z',
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
  })
  writeFileSync(join(folder, where, 'escrow.json'), JSON.stringify(sealed))
}
/** A store that locks by turning every byte: a double of the system's. */
const turned = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ 0x5a))
const deps = (): RecoveryDeps => ({
  keyPath: join(folder, 'key.json'),
  dataDir: join(folder, 'office'),
  platform: 'win32',
  storage: {
    isAsyncEncryptionAvailable: async () => safe,
    encryptStringAsync: async (text) => turned(Buffer.from(text)),
    decryptStringAsync: async (bytes) => ({ result: turned(bytes).toString(), shouldReEncrypt: false }),
    getSelectedStorageBackend: () => 'unknown',
  },
  questions: {
    offer: async () => 'passphrase',
    choose: async () => 'a passphrase of the office',
    enter: async (isRight) => ((await isRight('a passphrase of the office')) ? 'yes' : null),
  },
  escrowFiles: ['office', 'journal'].map((name) => join(folder, name, 'escrow.json')),
  askCode: async (problemOf) => {
    for (const text of typed) {
      const problem = problemOf(text)
      problems.push(problem)
      if (problem === null) return true
    }
    return false
  },
})
const found = { ok: true, key: expect.anything() }
const sameKey = async () => {
  const result = await obtainDatabaseKey(deps())
  return result.ok && Buffer.from(result.key).equals(key)
}

describe('a key that is lost', () => {
  it('comes back by the code and is locked by the system’s store', async () => {
    expect(await obtainDatabaseKey(deps())).toEqual({ ok: false, code: 'key_missing' })
    expect(await hasEscrow(deps())).toBe(true)
    expect(await recoverDatabaseKey(deps())).toEqual(found)
    expect(await sameKey()).toBe(true)
    expect(readFileSync(join(folder, 'key.json'), 'utf8')).toContain('"by": "os"')
  })

  it('or by a new passphrase where the machine has no store', async () => {
    safe = false
    expect(await recoverDatabaseKey(deps())).toEqual(found)
    expect(readFileSync(join(folder, 'key.json'), 'utf8')).toContain('"by": "passphrase"')
    expect(await sameKey()).toBe(true)
  })

  it('stays lost while the code is wrong; each mistake is told, and nothing is written', async () => {
    const other = escrowCode(randomBytes(codeBytes))
    typed = ['', code.slice(0, -1), `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`, other]
    expect(await recoverDatabaseKey(deps())).toEqual({ ok: false, code: 'key_declined' })
    expect(problems).toEqual(['codeTypo', 'codeTypo', 'codeTypo', 'codeWrong'])
    expect(readdirSync(folder).sort()).toEqual(['journal', 'office'])
  })

  it('is asked for until the code is right', async () => {
    typed = ['nonsense', code.toLowerCase()]
    expect(await recoverDatabaseKey(deps())).toEqual(found)
    expect(problems).toEqual(['codeTypo', null])
  })

  it('comes back from beside the journal when the data folder’s file is gone or damaged', async () => {
    put('journal', code)
    const path = join(folder, 'office', 'escrow.json')
    const sealed = JSON.parse(readFileSync(path, 'utf8'))
    writeFileSync(path, JSON.stringify({ ...sealed, madeAt: '2026-11-24T06:52:00.000Z' }))
    expect(await recoverDatabaseKey(deps())).toEqual(found)
    rmSync(path)
    expect(await recoverDatabaseKey(deps())).toEqual(found)
    rmSync(join(folder, 'journal', 'escrow.json'))
    expect(await hasEscrow(deps())).toBe(false)
  })

  it('does not come back by an older code that a file beside the journal still knows', async () => {
    const old = escrowCode(randomBytes(codeBytes))
    put('journal', old)
    typed = [old]
    expect(await recoverDatabaseKey(deps())).toEqual({ ok: false, code: 'key_declined' })
    expect(problems).toEqual(['codeWrong'])
  })

  it('a damaged file is told as what it is', async () => {
    const path = join(folder, 'office', 'escrow.json')
    const sealed = JSON.parse(readFileSync(path, 'utf8'))
    writeFileSync(path, JSON.stringify({ ...sealed, madeAt: '2026-11-24T06:52:00.000Z' }))
    await recoverDatabaseKey(deps())
    expect(problems).toEqual(['codeDamaged'])
  })
})

describe('a key file that is there', () => {
  it('whose store is another now is replaced by the code', async () => {
    const ciphertext = Buffer.from('of another store').toString('base64')
    const file = { version: 1, check: keyCheck(key), key: { by: 'os', ciphertext } }
    writeFileSync(join(folder, 'key.json'), JSON.stringify(file))
    expect(await obtainDatabaseKey(deps())).toEqual({ ok: false, code: 'key_unreadable' })
    expect(await recoverDatabaseKey(deps())).toEqual(found)
    expect(await sameKey()).toBe(true)
  })

  it('of another database is never replaced', async () => {
    const ciphertext = Buffer.from('of another store').toString('base64')
    const file = JSON.stringify({
      version: 1,
      check: keyCheck(new Uint8Array(32)),
      key: { by: 'os', ciphertext },
    })
    writeFileSync(join(folder, 'key.json'), file)
    expect(await hasEscrow(deps())).toBe(false)
    expect(await recoverDatabaseKey(deps())).toEqual({ ok: false, code: 'key_declined' })
    expect(readFileSync(join(folder, 'key.json'), 'utf8')).toBe(file)
  })
})
