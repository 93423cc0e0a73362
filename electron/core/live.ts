import type { LiveNotice } from '#shared/contract/office.ts'

/** What a subscriber reads from. */
export type NoticeIterator = AsyncIteratorObject<LiveNotice, undefined, void>

/** Tells every screen of this core what has changed. */
export type Live = {
  /** Hands a notice to every subscriber; never waits and never throws. */
  publish(notice: LiveNotice): void
  /**
   * Notices from this call on (not from the first `next()`), until `signal` aborts, the iterator is returned or the
   * hub closes. A subscriber that does not keep up gets one `reload` in the place of what it missed.
   */
  subscribe(signal?: AbortSignal): NoticeIterator
  /** How many are listening. */
  readonly subscribers: number
  /** Ends every subscription; later ones end at once. */
  close(): void
}

/** Rows (a notice without rows counts as one) that may wait for one subscriber before it is told to reload. */
const maxWaiting = 1000

export function createLive(options: { maxWaiting?: number } = {}): Live {
  const limit = options.maxWaiting ?? maxWaiting
  const subscriptions = new Set<Subscription>()
  let closed = false
  return {
    publish(notice) {
      for (const subscription of subscriptions) subscription.push(notice)
    },
    subscribe(signal) {
      const subscription = createSubscription(limit, () => {
        subscriptions.delete(subscription)
        signal?.removeEventListener('abort', subscription.end)
      })
      if (closed || signal?.aborted) subscription.end()
      else {
        subscriptions.add(subscription)
        signal?.addEventListener('abort', subscription.end, { once: true })
      }
      return subscription.iterator
    },
    get subscribers() {
      return subscriptions.size
    },
    close() {
      closed = true
      for (const subscription of [...subscriptions]) subscription.end()
    },
  }
}

type Subscription = {
  push(notice: LiveNotice): void
  end(): void
  iterator: NoticeIterator
}

/** What no `reload` stands for: the newest of each is kept. */
type Lasting = 'sync' | 'office' | 'people'
const isLasting = (kind: LiveNotice['kind']): kind is Lasting =>
  kind === 'sync' || kind === 'office' || kind === 'people'

const weight = (notice: LiveNotice): number =>
  notice.kind === 'appointments' ? Math.max(1, notice.rows.length) : 1

function createSubscription(limit: number, onEnd: () => void): Subscription {
  let waiting: LiveNotice[] = []
  let total = 0
  let ended = false
  const readers: ((result: IteratorResult<LiveNotice, undefined>) => void)[] = []

  const add = (notice: LiveNotice) => {
    waiting.push(notice)
    total += weight(notice)
  }

  /** A status or profile that was not read yet is outdated by the next one; that people changed is said once. */
  const replaceEarlier = (kind: Lasting) => {
    const before = waiting.length
    waiting = waiting.filter((earlier) => earlier.kind !== kind)
    total -= before - waiting.length
  }

  const push = (notice: LiveNotice) => {
    if (ended) return
    const reader = readers.shift()
    if (reader) {
      reader({ done: false, value: notice })
      return
    }
    if (isLasting(notice.kind)) replaceEarlier(notice.kind)
    // Who still has to reload will see rows and days as they are then.
    else if (waiting.some((earlier) => earlier.kind === 'reload')) return
    if (notice.kind === 'reload' || total + weight(notice) > limit) {
      waiting = waiting.filter((earlier) => isLasting(earlier.kind))
      total = waiting.length
      add({ kind: 'reload' })
      if (!isLasting(notice.kind)) return
    }
    add(notice)
  }

  const end = () => {
    if (ended) return
    ended = true
    waiting = []
    for (const reader of readers.splice(0)) reader({ done: true, value: undefined })
    onEnd()
  }

  const iterator: NoticeIterator = {
    next() {
      if (ended) return Promise.resolve({ done: true, value: undefined })
      const notice = waiting.shift()
      if (notice) {
        total -= weight(notice)
        return Promise.resolve({ done: false, value: notice })
      }
      return new Promise((resolve) => readers.push(resolve))
    },
    return() {
      end()
      return Promise.resolve({ done: true, value: undefined })
    },
    [Symbol.asyncIterator]() {
      return iterator
    },
    async [Symbol.asyncDispose]() {
      end()
    },
  }
  return { push, end, iterator }
}
