import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { KeyStoreDeps } from './key-store.ts'
import { obtainDatabaseKey } from './key-store.ts'
import type { OsKeyStorage } from './key-wrapping.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'key-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A password store that masks with a secret; another secret, or none, opens nothing. */
function passwordStore(secret = 'store', prefix = 'v11'): OsKeyStorage {
  const mask = (bytes: Buffer) => {
    const pad = createHash('sha512').update(secret).digest()
    return Buffer.from(bytes.map((byte, index) => byte ^ (pad[index % pad.length] ?? 0)))
  }
  return {
    getSelectedStorageBackend: () => 'gnome_libsecret',
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text) => Buffer.concat([Buffer.from(prefix), mask(Buffer.from(`ok${text}`))]),
    decryptStringAsync: async (bytes) => {
      const text = mask(bytes.subarray(3)).toString()
      if (!text.startsWith('ok')) throw new Error('wrong store')
      return { result: text.slice(2), shouldReEncrypt: false }
    },
  }
}

const never = () => Promise.reject(new Error('must not be asked'))

const deps = (changes: Partial<KeyStoreDeps> = {}): KeyStoreDeps => ({
  keyPath: join(folder, 'key.json'),
  dataDir: join(folder, 'office'),
  storage: passwordStore(),
  platform: 'linux',
  questions: { offer: never, choose: never, enter: never },
  ...changes,
})

const keyOf = async (given: KeyStoreDeps) => {
  const result = await obtainDatabaseKey(given)
  if (!result.ok) throw new Error(result.code)
  return Buffer.from(result.key).toString('hex')
}

const withData = () => {
  mkdirSync(join(folder, 'office'))
  writeFileSync(join(folder, 'office', 'office.db'), 'data')
}

const basicText: OsKeyStorage = { ...passwordStore(), getSelectedStorageBackend: () => 'basic_text' }

describe('a key in the password store', () => {
  it('is made once, is 32 random bytes, and is the same at the next start', async () => {
    const first = await keyOf(deps())
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    withData()
    expect(await keyOf(deps())).toBe(first)
    expect(readFileSync(join(folder, 'key.json'), 'utf8')).not.toContain(
      Buffer.from(first, 'hex').toString('base64'),
    )
    rmSync(folder, { recursive: true })
    expect(await keyOf(deps())).not.toBe(first)
  })

  it('is locked anew when the store asks for it', async () => {
    const first = await keyOf(deps())
    const before = readFileSync(join(folder, 'key.json'), 'utf8')
    const rotated = passwordStore('rotated')
    const storage: OsKeyStorage = {
      ...rotated,
      decryptStringAsync: async (bytes) => ({
        ...(await passwordStore().decryptStringAsync(bytes)),
        shouldReEncrypt: true,
      }),
    }
    expect(await keyOf(deps({ storage }))).toBe(first)
    expect(readFileSync(join(folder, 'key.json'), 'utf8')).not.toBe(before)
    expect(await keyOf(deps({ storage: rotated }))).toBe(first)
  })
})

describe('a key that cannot be had', () => {
  const contentAndCode = async (given: KeyStoreDeps) => {
    const path = join(folder, 'key.json')
    const before = existsSync(path) ? readFileSync(path, 'utf8') : null
    const result = await obtainDatabaseKey(given)
    // Never replaced, never removed.
    expect(existsSync(path) ? readFileSync(path, 'utf8') : null).toBe(before)
    return result
  }

  it('is missing while there is data', async () => {
    withData()
    expect(await contentAndCode(deps())).toEqual({ ok: false, code: 'key_missing' })
  })

  it('was locked by another user’s store', async () => {
    await keyOf(deps())
    expect(await contentAndCode(deps({ storage: passwordStore('another') }))).toEqual({
      ok: false,
      code: 'key_unreadable',
    })
  })

  it('comes out of the store wrong', async () => {
    await keyOf(deps())
    const storage: OsKeyStorage = {
      ...passwordStore(),
      decryptStringAsync: async () => ({ result: randomBytes(32).toString('base64'), shouldReEncrypt: true }),
    }
    expect(await contentAndCode(deps({ storage }))).toEqual({ ok: false, code: 'key_unreadable' })
  })

  it('waits for a store that is not there now', async () => {
    await keyOf(deps())
    const closed: OsKeyStorage = { ...passwordStore(), isAsyncEncryptionAvailable: async () => false }
    for (const storage of [closed, basicText])
      expect(await contentAndCode(deps({ storage }))).toEqual({ ok: false, code: 'key_storage_unavailable' })
  })

  it.each(['', '{', 'null', '[]', '{"version":2}', '{"version":1,"check":"","key":{"by":"os"}}'])(
    'has a file that says %j',
    async (content) => {
      writeFileSync(join(folder, 'key.json'), content)
      expect(await contentAndCode(deps())).toEqual({ ok: false, code: 'key_unreadable' })
    },
  )

  it('could not be written', async () => {
    const reached = () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' })
    }
    expect(await contentAndCode(deps({ reached }))).toEqual({ ok: false, code: 'key_not_written' })
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('without a password store', () => {
  const unsafe: [string, OsKeyStorage][] = [
    ['basic_text', basicText],
    ['no encryption', { ...passwordStore(), isAsyncEncryptionAvailable: async () => false }],
    ['a store that only obscures (v10)', passwordStore('peanuts', 'v10')],
  ]

  it.each(unsafe)('%s: nothing is stored unless a passphrase is accepted', async (_what, storage) => {
    const offer = vi.fn(async () => null)
    const result = await obtainDatabaseKey(
      deps({ storage, questions: { offer, choose: never, enter: never } }),
    )
    expect(result).toEqual({ ok: false, code: 'key_declined' })
    expect(offer).toHaveBeenCalledOnce()
    expect(existsSync(join(folder, 'key.json'))).toBe(false)
  })

  it('looks again for a store when asked to', async () => {
    let available = false
    const storage: OsKeyStorage = { ...passwordStore(), isAsyncEncryptionAvailable: async () => available }
    const offer = async () => {
      available = true
      return 'retry' as const
    }
    await keyOf(deps({ storage, questions: { offer, choose: never, enter: never } }))
    expect(readFileSync(join(folder, 'key.json'), 'utf8')).toContain('"by": "os"')
  })

  it('a passphrase locks the key; only it opens it', async () => {
    const passphrase = 'گذرواژهٔ دراز دفتر'
    const choosing = {
      offer: async () => 'passphrase' as const,
      choose: async () => passphrase,
      enter: never,
    }
    const first = await keyOf(deps({ storage: basicText, questions: choosing }))
    const file = readFileSync(join(folder, 'key.json'), 'utf8')
    expect(JSON.parse(file)).toMatchObject({
      key: { by: 'passphrase', kdf: { name: 'argon2id', memoryKiB: 65_536 } },
    })
    withData()

    const tried: boolean[] = []
    const enter = async (isRight: (text: string) => Promise<boolean>) => {
      for (const attempt of ['', 'گذرواژهٔ دراز دفتر ', passphrase.normalize('NFD')])
        tried.push(await isRight(attempt))
      return passphrase
    }
    const entering = { offer: never, choose: never, enter }
    expect(await keyOf(deps({ storage: basicText, questions: entering }))).toBe(first)
    expect(tried).toEqual([false, false, true])

    const giveUp = { ...entering, enter: async () => null }
    expect(await obtainDatabaseKey(deps({ questions: giveUp }))).toEqual({ ok: false, code: 'key_declined' })
    expect(readFileSync(join(folder, 'key.json'), 'utf8')).toBe(file)
  })

  it('a file with a cheaper derivation does not open', async () => {
    const passphrase = 'correct horse battery'
    const questions = {
      offer: async () => 'passphrase' as const,
      choose: async () => passphrase,
      enter: async (isRight: (text: string) => Promise<boolean>) =>
        (await isRight(passphrase)) ? passphrase : null,
    }
    await keyOf(deps({ storage: basicText, questions }))
    const path = join(folder, 'key.json')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"passes": 3', '"passes": 1'))
    expect(await obtainDatabaseKey(deps({ questions }))).toEqual({ ok: false, code: 'key_declined' })
  })
})

describe('killed while the key is written', () => {
  it.each(['created', 'written', 'synced', 'renamed', 'folder_synced'])(
    'after %s: no key or a whole key',
    async (step) => {
      const module = JSON.stringify(new URL('./key-store.ts', import.meta.url).href)
      const script = `import { obtainDatabaseKey } from ${module}
      await obtainDatabaseKey({
        keyPath: ${JSON.stringify(join(folder, 'key.json'))}, dataDir: ${JSON.stringify(join(folder, 'office'))},
        platform: 'win32', questions: {},
        storage: {
          isAsyncEncryptionAvailable: async () => true,
          encryptStringAsync: async (text) => Buffer.from('v11' + text),
        },
        reached: (step) => { if (step === '${step}') process.kill(process.pid, 'SIGKILL') },
      })`
      expect(spawnSync(process.execPath, ['--input-type=module', '-e', script]).signal).toBe('SIGKILL')

      const opening: OsKeyStorage = {
        ...passwordStore(),
        decryptStringAsync: async (bytes) => ({
          result: bytes.subarray(3).toString(),
          shouldReEncrypt: false,
        }),
      }
      const made = existsSync(join(folder, 'key.json'))
      expect(made).toBe(step === 'renamed' || step === 'folder_synced')
      await keyOf(deps({ storage: made ? opening : passwordStore() }))
      expect(readdirSync(folder)).toEqual(['key.json'])
    },
  )
})
