import { z } from 'zod'
import { ActivationError } from './activate.ts'
import { readCentralAddress } from './central-address.ts'
import type { Fetch } from './central-client.ts'
import { createSender } from './central-client.ts'
import { CentralFailure } from './central-failure.ts'
import { readJson, refuseFailure } from './read-answer.ts'

const healthSchema = z.object({ status: z.literal('ok') })
/** Somebody waits in front of the screen, ms. */
const patienceMs = 15_000

/**
 * Whether a central system answers at an address, and proves its key where the address has a pin. Throws `ActivationError`.
 * Nothing of this device or this office is said there.
 */
export async function reachCentral(
  centralUrl: string,
  tools: { fetch: Fetch; signal: AbortSignal },
): Promise<void> {
  const base = readCentralAddress(centralUrl)
  if (base === null) throw new ActivationError('central_unreachable')
  try {
    const response = await createSender(base, { ...tools, patienceMs }).raw('/healthz', { method: 'GET' })
    await refuseFailure(response)
    await readJson(response, healthSchema)
  } catch (cause) {
    if (!(cause instanceof CentralFailure)) throw cause
    const refused = cause.code === 'certificate_refused'
    throw new ActivationError(refused ? 'certificate_refused' : 'central_unreachable', { cause })
  }
}
