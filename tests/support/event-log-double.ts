import { implement } from '@orpc/server'
import type { LogEntry, LogFilter, LogPlace, LogVerification } from '#shared/contract/event-log.ts'
import { eventLogContract, logKinds, logPage } from '#shared/contract/event-log.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'

/** The report of events in memory: entries as a test gives them, oldest first, and what the check of the chain says. */
export function eventLogDouble(options: {
  entries: () => readonly LogEntry[]
  people: readonly { id: string; displayName: string; active: boolean }[]
  verification?: LogVerification
  /** The check is under way until this resolves. */
  untilVerified?: (signal: AbortSignal | undefined) => Promise<void>
}) {
  const os = implement(eventLogContract)
  const matching = ({ from, to, actor, kind, code }: LogFilter): LogEntry[] =>
    options
      .entries()
      .filter(
        (entry) =>
          (from === null || tehranDateOf(entry.at) >= from) &&
          (to === null || tehranDateOf(entry.at) <= to) &&
          (actor === null || (entry.actor.kind === 'user' ? entry.actor.userId : 'central') === actor) &&
          (kind === null || logKinds[kind].some((type) => type === entry.type)) &&
          (!code || entry.person?.nationalCode === code),
      )
      .toReversed()
  const page = (filter: LogFilter, after: LogPlace | null, size: number) => {
    const all = matching(filter)
    const start = after === null ? 0 : all.findIndex(({ eventId }) => eventId === after.id) + 1
    const entries = all.slice(start, start + size)
    const last = entries.at(-1)
    const more = all.length > start + size && last
    return { entries, next: more ? { at: last.at, id: last.eventId } : null }
  }
  return os.router({
    list: os.list.handler(({ input }) => page(input.filter, input.after, logPage.list)),
    count: os.count.handler(({ input }) => ({ entries: matching(input.filter).length })),
    people: os.people.handler(() => [...options.people]),
    verify: os.verify.handler(async function* ({ signal }) {
      const total = options.entries().length
      yield { kind: 'progress', checked: 0, total }
      await options.untilVerified?.(signal)
      if (signal?.aborted) return
      yield {
        kind: 'done',
        verification: options.verification ?? { own: total, foreign: 0, broken: null },
      }
    }),
    export: os.export.handler(({ input }) => page(input.filter, input.after, logPage.export)),
  })
}
