import { hostname } from 'node:os'
import { z } from 'zod'
import type { DeviceIdentity, Store } from '#db/store.ts'
import type { Clock } from '#shared/clock.ts'
import { publicHalf } from '#shared/exchange/exchange-keys.ts'
import { readCentralAddress } from './central-address.ts'
import type { Fetch } from './central-client.ts'
import { createSender } from './central-client.ts'
import { CentralFailure } from './central-failure.ts'
import { generateDeviceKey } from './device-key.ts'
import { readJson, refuseFailure } from './read-answer.ts'

/**
 * Why a device could not be activated: the code is not good, the central system was not reached or not understood, or
 * what answered in its place could not prove to be it.
 */
export class ActivationError extends Error {
  override readonly name = 'ActivationError'
  readonly code: 'activation_code_invalid' | 'central_unreachable' | 'certificate_refused'

  constructor(code: ActivationError['code'], options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}

const answerSchema = z.object({ deviceId: z.uuid(), officeId: z.uuid(), officeName: z.string() })

/**
 * Makes this device known to the central system and writes down who it is. Throws `ActivationError`, `StorageError`.
 *
 * The key is durable before it is shown: should the answer be lost, the same code with the same key gets it again.
 */
export async function activateDevice(
  store: Store,
  tools: { fetch: Fetch; clock: Clock; signal: AbortSignal },
  centralUrl: string,
  activationCode: string,
): Promise<DeviceIdentity> {
  const base = addressOf(centralUrl)
  const privateKey = store.settings.get('pendingKey') ?? (await generateDeviceKey())
  store.transaction(() => store.settings.set('pendingKey', privateKey))
  const answer = await ask()
  const device: DeviceIdentity = {
    ...answer,
    centralUrl: base,
    privateKey,
    activatedAt: tools.clock.now().toISOString(),
  }
  store.transaction(() => {
    store.settings.set('device', device)
    store.settings.delete('pendingKey')
  })
  return device

  async function ask(): Promise<z.infer<typeof answerSchema>> {
    try {
      const response = await createSender(base, tools).postJson('/v1/devices/activate', {
        activationCode,
        publicKey: publicHalf(privateKey),
        deviceName: hostname().slice(0, 120) || 'office',
      })
      await refuseFailure(response)
      return await readJson(response, answerSchema)
    } catch (cause) {
      if (!(cause instanceof CentralFailure)) throw cause
      if (cause.code === 'certificate_refused') throw new ActivationError('certificate_refused', { cause })
      const refused = cause.problem === 'ACTIVATION_CODE_INVALID' || cause.code === 'request_refused'
      throw new ActivationError(refused ? 'activation_code_invalid' : 'central_unreachable', { cause })
    }
  }
}

function addressOf(text: string): string {
  const address = readCentralAddress(text)
  if (address === null) throw new ActivationError('central_unreachable')
  return address
}
