import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { displayContract } from '#shared/contract/queue.ts'
import { desktop } from '../transport/bridge.ts'
import { portLink } from '../transport/port-link.ts'

/** All that the waiting room's page can ask: who is called, and to which desk. */
export type DisplayClient = ContractRouterClient<{ display: typeof displayContract }>

/** Nobody is signed in here: not even the cookie of somebody who is, in the same browser, is sent along. */
export function displayClient(): DisplayClient {
  const bridge = desktop()
  if (bridge) return createORPCClient(portLink(bridge))
  return createORPCClient(
    new RPCLink({
      url: `${window.location.origin}/rpc`,
      fetch: (request, init) => globalThis.fetch(request, { ...init, credentials: 'omit' }),
    }),
  )
}
