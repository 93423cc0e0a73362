import type { IpcMain, WebContents } from 'electron'
import { MessageChannelMain } from 'electron'
import type { CorePage, CoreState } from '#shared/contract/channels.ts'
import type { CoreSupervisor } from './core-supervisor.ts'
import { listen, tell } from './ipc.ts'

/** Gives each page that asked its port to the core, and a fresh one whenever the core has come up again. */
export type CoreConnections = { coreChanged(state: CoreState): void }

/**
 * `pageOf` says which page it is, and with that how much of the core it reaches.
 *
 * A page asks once (`core:connect`). It gets its port at once if the core is there, else when it is. Who reloads
 * asks again; who is gone is forgotten.
 */
export function connectPages(
  ipcMain: Pick<IpcMain, 'on'>,
  core: () => Pick<CoreSupervisor, 'connect' | 'state'>,
  pageOf: (contents: WebContents) => CorePage,
): CoreConnections {
  const pages = new Set<WebContents>()

  const handOver = (page: WebContents) => {
    if (page.isDestroyed() || core().state !== 'ready') return
    const { port1, port2 } = new MessageChannelMain()
    if (core().connect(port1, pageOf(page))) page.postMessage('core:port', null, [port2])
    else port2.close()
  }

  listen(ipcMain, 'core:connect', (event) => {
    const page = event.sender
    if (!pages.has(page)) {
      pages.add(page)
      page.once('destroyed', () => pages.delete(page))
    }
    tell(page, 'core:state', core().state)
    handOver(page)
  })

  return {
    coreChanged(state) {
      for (const page of pages) {
        tell(page, 'core:state', state)
        if (state === 'ready') handOver(page)
      }
    },
  }
}
