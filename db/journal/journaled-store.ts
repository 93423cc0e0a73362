import type { Store } from '../store.ts'
import type { Journal } from './journal.ts'

/**
 * A store whose own events are in the journal as well before `transaction` returns. What the journal lacks, after a crash
 * between the two or a disk that was full, it is given with the next event, and now.
 *
 * @param onFailure told when the journal takes nothing: what was recorded stands all the same
 */
export function journaledStore(store: Store, journal: Journal, onFailure: (error: unknown) => void): Store {
  let depth = 0
  const catchUp = () => {
    try {
      const missing = store.events.loggedAfter(journal.lastSeq)
      if (missing.length > 0) journal.append(missing)
    } catch (error) {
      onFailure(error)
    }
  }
  catchUp()
  return {
    ...store,
    transaction<T>(work: () => T): T {
      depth += 1
      let result: T
      try {
        result = store.transaction(work)
      } finally {
        depth -= 1
      }
      // Within another transaction nothing is committed yet.
      if (depth === 0 && store.events.head().seq > journal.lastSeq) catchUp()
      return result
    },
  }
}
