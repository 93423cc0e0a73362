import { countStates } from '#shared/domain/day.ts'
import { dayPayloads } from '#shared/domain/event.ts'
import type { ClosingReport } from '../../print/closing-report.tsx'
import { useSession } from '../../stores/session.ts'
import { office } from '../../transport/office-client.ts'

/** Gathers the closing report of a day as it stands now. */
export async function makeClosingReport(date: string): Promise<ClosingReport> {
  const { day, log, paper, exchange } = office()
  const filter = { from: null, to: null, actor: null, kind: 'days' as const, code: null }
  const [list, days, unprinted, waiting] = await Promise.all([
    day.list({ date }),
    log.list({ filter }),
    paper.unprinted({ date }),
    exchange.waiting(),
  ])
  const turns = days.entries
    .flatMap(({ type, payload, actor, at }): ClosingReport['turns'] => {
      if (type !== 'day_closed' && type !== 'day_reopened') return []
      const read = dayPayloads[type].safeParse(payload).data
      if (read?.date !== date) return []
      const by = actor.kind === 'user' ? actor.displayName : ''
      const reason = 'reason' in read ? read.reason : null
      return [{ what: type === 'day_closed' ? 'closed' : 'reopened', by, at, reason }]
    })
    .toReversed()
  return {
    date,
    counts: countStates(list.rows.map(({ state }) => state)),
    turns,
    unprinted: unprinted.filter((one) => one.paper !== 'closing_report').length,
    waiting,
    preparedBy: useSession.getState().user?.displayName ?? '',
  }
}
