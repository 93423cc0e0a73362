import { RPCLink } from '@orpc/client/fetch'
import { reportLine } from './line.ts'

/** Calls the core's HTTP host on the page's own origin; the session travels in a cookie that scripts cannot read. */
export function fetchLink(origin: string): RPCLink<Record<never, never>> {
  return new RPCLink({
    url: `${origin}/rpc`,
    fetch: async (request, init) => {
      try {
        const response = await globalThis.fetch(request, { ...init, credentials: 'same-origin' })
        reportLine('up')
        return response
      } catch (error) {
        if (!request.signal.aborted) reportLine('down')
        throw error
      }
    },
  })
}
