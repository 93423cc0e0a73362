import { DynamicLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { DesktopBridge } from '#shared/contract/channels.ts'
import { PORT_MESSAGE } from '#shared/contract/channels.ts'
import { reportLine } from './line.ts'

type Link = RPCLink<Record<never, never>>

/** How long a call waits for a port before it fails as unreachable, ms. */
const PORT_PATIENCE = 10_000

/**
 * Calls the core over the message port that the shell hands over. After a restart of the core a new port comes and
 * takes the place of the old one; calls that were under way on the old one fail, those made meanwhile wait for it.
 */
export function portLink(bridge: Pick<DesktopBridge, 'connectCore'>): DynamicLink<Record<never, never>> {
  let link: Link | undefined
  let current: MessagePort | undefined
  let waiting: ((link: Link) => void)[] = []

  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const port = event.ports[0]
    // Only this window's own preload posts here; another frame has another source.
    if (event.source !== window || event.data !== PORT_MESSAGE || !port) return
    const fresh: Link = new RPCLink({ port })
    const outdated = current
    current = port
    port.addEventListener('close', () => {
      if (link !== fresh) return
      link = undefined
      reportLine('down')
      bridge.connectCore()
    })
    port.start()
    link = fresh
    // Calls on the port before it would wait for ever: its end, told to its link, makes them fail.
    outdated?.dispatchEvent(new Event('close'))
    outdated?.close()
    for (const resume of waiting) resume(fresh)
    waiting = []
    reportLine('up')
  })
  bridge.connectCore()

  const nextLink = () =>
    new Promise<Link>((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting = waiting.filter((entry) => entry !== resume)
        reportLine('down')
        reject(new Error('core_unreachable'))
      }, PORT_PATIENCE)
      const resume = (fresh: Link) => {
        clearTimeout(timer)
        resolve(fresh)
      }
      waiting.push(resume)
    })

  return new DynamicLink(() => link ?? nextLink())
}
