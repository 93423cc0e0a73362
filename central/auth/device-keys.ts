import { createPublicKey, type KeyObject } from 'node:crypto'
import type { Pool } from 'pg'
import { Newest } from '../newest.ts'

/** About twice the country's offices; one is a few hundred bytes. */
const REMEMBERED = 20_000

/**
 * Public keys of devices, ready to verify with. A device has one key for ever, so what was read once is kept; whether a
 * device still has a say is looked at elsewhere.
 */
export class DeviceKeys {
  readonly #pool: Pool
  readonly #known = new Newest<string, Promise<KeyObject | null>>(REMEMBERED)

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** Null where there is no such device. */
  of(deviceId: string): Promise<KeyObject | null> {
    const known = this.#known.get(deviceId)
    if (known) return known
    const read = this.#read(deviceId)
    // Two batches that come together wait for one answer, and go on in their order.
    this.#known.set(deviceId, read)
    read.then(
      (key) => key ?? this.#known.delete(deviceId),
      () => this.#known.delete(deviceId),
    )
    return read
  }

  async #read(deviceId: string): Promise<KeyObject | null> {
    const { rows } = await this.#pool.query<{ public_key: string }>({
      name: 'device_key',
      text: 'SELECT public_key FROM devices WHERE id = $1',
      values: [deviceId],
    })
    const [row] = rows
    return row ? publicKeyOf(row.public_key) : null
  }
}

/** @param x as the device told it when it was activated */
export function publicKeyOf(x: string): KeyObject {
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } })
}
