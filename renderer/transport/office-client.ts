import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { OfficeContract } from '#shared/contract/office.ts'
import { desktop } from './bridge.ts'
import { fetchLink } from './fetch-link.ts'
import { portLink } from './port-link.ts'

/** The typed procedures of the office's core, whichever way they travel. */
export type OfficeClient = ContractRouterClient<OfficeContract>

function connect(): OfficeClient {
  const bridge = desktop()
  return createORPCClient(bridge ? portLink(bridge) : fetchLink(window.location.origin))
}

let current: OfficeClient | undefined

/** The one client of this window: over a message port in the desktop app, over HTTP in a browser. */
export function office(): OfficeClient {
  current ??= connect()
  return current
}

/** Puts another client in its place: tests and pictures bring a double. */
export function replaceOfficeClient(client: OfficeClient): void {
  current = client
}
