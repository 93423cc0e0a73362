import { fromChromium, isOwn } from './addresses.ts'
import { record } from './calls.ts'
import type { CdpSession } from './cdp.ts'
import { answerOwn } from './protocol.ts'
import { sessionHandlers } from './session.ts'
import type { PreventableEvent } from './strict.ts'
import { preventable } from './strict.ts'

/** What is used of the event `Fetch.requestPaused`. */
export type PausedRequest = {
  requestId: string
  frameId: string
  resourceType: string
  request: { url: string; method: string; headers: Record<string, string>; postData?: string }
}

type NavigationEvent = PreventableEvent<{ url: string; isMainFrame: boolean; isSameDocument: boolean }>

/**
 * Answers a request of a page: what the application refuses is refused, its own scheme is answered by its own handler with that
 * handler's headers, and nothing whatever goes to the network.
 */
export async function answerRequest(
  paused: PausedRequest,
  cdp: CdpSession,
  { mayNavigate }: { mayNavigate: ((event: NavigationEvent) => boolean) | null },
): Promise<void> {
  const { requestId } = paused
  const refuse = (errorReason: 'Aborted' | 'BlockedByClient' | 'Failed') =>
    cdp.send('Fetch.failRequest', { requestId, errorReason })
  try {
    const url = fromChromium(paused.request.url)
    if (mayNavigate !== null) {
      const event = preventable({
        url,
        isMainFrame: paused.resourceType === 'Document',
        isSameDocument: false,
      })
      if (!mayNavigate(event)) {
        record('navigation-refused', url)
        await refuse('Aborted')
        return
      }
    }
    if (await isCancelled(paused, url)) {
      record('request-cancelled', url)
      await refuse('BlockedByClient')
    } else if (!isOwn(paused.request.url)) {
      record('request-to-network', url)
      await refuse('BlockedByClient')
    } else await fulfil(paused, url, cdp)
  } catch {
    // The page may be gone by now; if it is not, its request has failed.
    await refuse('Failed').catch(() => undefined)
  }
}

function isCancelled({ request, resourceType }: PausedRequest, url: string): Promise<boolean> {
  const listener = sessionHandlers.beforeRequest
  if (listener === null) return Promise.resolve(false)
  return new Promise((resolve) => {
    const details = {
      id: 0,
      url,
      method: request.method,
      resourceType,
      referrer: '',
      timestamp: Date.now(),
      uploadData: [],
    }
    listener(details as unknown as Electron.OnBeforeRequestListenerDetails, ({ cancel }) =>
      resolve(cancel === true),
    )
  })
}

async function fulfil({ requestId, request }: PausedRequest, url: string, cdp: CdpSession): Promise<void> {
  const init = { method: request.method, headers: request.headers }
  const body = request.postData === undefined ? {} : { body: request.postData }
  const response = await answerOwn(new Request(url, { ...init, ...body }))
  await cdp.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  })
}
