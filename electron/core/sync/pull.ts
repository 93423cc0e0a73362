import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Store } from '#db/store.ts'
import { applyPage, sortPage, startPullAnew } from './apply-page.ts'
import type { CentralClient } from './central-client.ts'
import { CentralFailure } from './central-failure.ts'
import type { ClockOffset } from './clock-offset.ts'
import type { Faults } from './faults.ts'
import type { FetchCount } from './first-fetch.ts'
import type { PageNews } from './page-news.ts'
import type { PulledPage } from './pulled-page.ts'

export type PullParts = {
  store: Store
  offset: ClockOffset
  client: CentralClient
  faults: Faults
  news: PageNews
  fetched: FetchCount
  signal: AbortSignal
}

/**
 * Pulls until there is nothing more. The next page is on its way while one is applied.
 * Throws `CentralFailure`, `StorageError`; what was applied until then stays.
 */
export async function pullAll(parts: PullParts): Promise<void> {
  const { store, client, signal } = parts
  const cursor = store.settings.get('cursor')
  const ask = (cursor: string | undefined) => fetchPage(client, cursor, store.settings.get('listFileAt'))
  let next = ask(cursor)
  for (let first = true; !signal.aborted; first = false) {
    const fetched = await next
    if (!fetched.ok) {
      // As after a restored backup of the central system. Without a cursor it would be its own fault.
      if (isInvalidCursor(fetched.error) && first && cursor !== undefined) {
        startPullAnew(store)
        return pullAll(parts)
      }
      throw fetched.error
    }
    const { page, listFileAt } = fetched
    // A file that came while this page was on its way may know more than it.
    if (listFileAt !== store.settings.get('listFileAt')) return pullAll(parts)
    if (page.more) {
      next = ask(page.cursor)
      // Applying keeps the thread: let the request out first.
      await nextTurn()
      await nextTurn()
    }
    apply(page, parts, first && cursor === undefined)
    if (!page.more) return
  }
}

type Fetched = { ok: true; page: PulledPage; listFileAt: string | undefined } | { ok: false; error: unknown }

const fetchPage = (
  client: CentralClient,
  cursor: string | undefined,
  listFileAt: string | undefined,
): Promise<Fetched> =>
  client.pull(cursor).then(
    (page) => ({ ok: true, page, listFileAt }),
    (error: unknown) => ({ ok: false, error }),
  )

const isInvalidCursor = (error: unknown): boolean =>
  error instanceof CentralFailure && error.code === 'cursor_invalid'

function apply(page: PulledPage, parts: PullParts, fromTheBeginning: boolean): void {
  const { store, offset, faults, news, fetched } = parts
  const sorted = sortPage(page.changes)
  const tell = news.before(sorted)
  const { forgotten } = applyPage(store, page, sorted, { offset, faults })
  fetched.add(page, sorted, fromTheBeginning)
  tell(forgotten)
}
