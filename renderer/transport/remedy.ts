import type { HelpAddress } from '#shared/help/pages.ts'
import { remedies } from '#shared/help/remedies.ts'
import type { Problem } from './problem.ts'

/** Where the help says what to do about a problem. */
export function remedyOf(problem: Problem): HelpAddress {
  switch (problem.kind) {
    case 'refused':
      return remedies.refusal[problem.refusal.code]
    case 'central_refused':
      return remedies.centralRefusal[problem.refusal.code]
    case 'file_refused':
      return remedies.exchangeRefusal[problem.why]
    case 'failed':
      return remedies.problem[problem.code]
  }
}
