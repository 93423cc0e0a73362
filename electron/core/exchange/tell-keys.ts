import { generateKeyPairSync } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Store } from '#db/store.ts'
import type { PrivateSealingKey } from '#shared/exchange/exchange-keys.ts'
import { publicHalf } from '#shared/exchange/exchange-keys.ts'
import type { CentralClient } from '../sync/central-client.ts'

/**
 * While there is a line: the central system learns for which key to seal files for this device, and this device the keys
 * of the central system. From then on they can do without a line. Throws `CentralFailure`, `StorageError`.
 */
export async function tellKeys(store: Store, client: Pick<CentralClient, 'exchangeKeys'>): Promise<void> {
  const own = store.settings.get('exchangeKey') ?? newKey()
  // Durable before it is shown: a file that is sealed for it has to open.
  if (store.settings.get('exchangeKey') === undefined) {
    store.transaction(() => store.settings.set('exchangeKey', own))
  }
  const told = await client.exchangeKeys(publicHalf(own))
  if (isDeepStrictEqual(told, store.settings.get('centralExchangeKeys'))) return
  store.transaction(() => store.settings.set('centralExchangeKeys', told))
}

function newKey(): PrivateSealingKey {
  const { x, d } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' })
  if (x === undefined || d === undefined) throw new Error('an X25519 key has two halves')
  return { kty: 'OKP', crv: 'X25519', x, d }
}
