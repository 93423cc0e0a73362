import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { record } from './calls.ts'
import { lifecycle } from './lifecycle.ts'
import { settings } from './settings.ts'
import { strict } from './strict.ts'

/** The password store of the machine: its secret lies in the machine's folder, apart from the application's data. */
function secret(): Buffer {
  const { keyring, machineDir } = settings()
  // What Chromium does without a store: a password that everybody knows.
  if (keyring.backend === 'basic_text') return Buffer.alloc(32, 'peanuts')
  const path = join(machineDir, 'keyring')
  if (!existsSync(path)) writeFileSync(path, randomBytes(32))
  return readFileSync(path)
}

const version = () => Buffer.from(settings().keyring.backend === 'basic_text' ? 'v10' : 'v11')

function mustBeAvailable(): void {
  if (!settings().keyring.available) throw new Error('Encryption is not available.')
}

export const safeStorage = strict('safeStorage', {
  getSelectedStorageBackend(): string {
    if (process.platform !== 'linux')
      throw new TypeError('safeStorage.getSelectedStorageBackend is not a function')
    return lifecycle.isReady ? settings().keyring.backend : 'unknown'
  },
  async isAsyncEncryptionAvailable(): Promise<boolean> {
    lifecycle.onlyAfterReady('safeStorage.isAsyncEncryptionAvailable')
    return settings().keyring.available
  },
  async encryptStringAsync(plainText: string): Promise<Buffer> {
    lifecycle.onlyAfterReady('safeStorage.encryptStringAsync')
    if (typeof plainText !== 'string') throw new TypeError('safeStorage encrypts strings only')
    mustBeAvailable()
    record('safeStorage.encryptStringAsync')
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', secret(), nonce)
    const ciphertext = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()])
    return Buffer.concat([version(), nonce, cipher.getAuthTag(), ciphertext])
  },
  async decryptStringAsync(encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    lifecycle.onlyAfterReady('safeStorage.decryptStringAsync')
    if (!Buffer.isBuffer(encrypted)) throw new TypeError('safeStorage decrypts Buffers only')
    mustBeAvailable()
    const decipher = createDecipheriv('aes-256-gcm', secret(), encrypted.subarray(3, 15))
    decipher.setAuthTag(encrypted.subarray(15, 31))
    const result = Buffer.concat([decipher.update(encrypted.subarray(31)), decipher.final()]).toString('utf8')
    return { result, shouldReEncrypt: settings().keyring.stale }
  },
}) as unknown as Electron.SafeStorage
