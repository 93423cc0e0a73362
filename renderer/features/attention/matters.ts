import type { Matter } from '#shared/contract/attention.ts'
import type { Condition } from '#shared/contract/condition.ts'
import type { Role } from '#shared/domain/state.ts'

const anybody: readonly Role[] = ['reception', 'documents', 'supervisor']
const supervisor: readonly Role[] = ['supervisor']

/** Who can do something about each: nobody is called for what only a colleague can settle. */
const handledBy: Record<Matter, readonly Role[]> = {
  refusals: supervisor,
  disk_full: anybody,
  disk_low: supervisor,
  version_old: supervisor,
  host_elsewhere: supervisor,
  own_events_unknown: anybody,
  database_restored: supervisor,
  backup_failed: supervisor,
  journal_failed: supervisor,
  clock_wrong: anybody,
  backlog_old: supervisor,
  backlog_large: supervisor,
  escrow_missing: supervisor,
}

/** What waits for somebody of these roles, and how many of it. */
export type Waiting = ReadonlyMap<Matter, number>

/** @param parked events that the central system refused and nobody has settled */
export function waitingFor(
  roles: readonly Role[],
  parked: number,
  conditions: readonly Pick<Condition, 'code'>[],
): Waiting {
  const all: [Matter, number][] = conditions.map(({ code }) => [code, 1])
  if (parked > 0) all.push(['refusals', parked])
  return new Map(all.filter(([matter]) => handledBy[matter].some((role) => roles.includes(role))))
}

/** What was not there before, or is more than before. */
export function newsIn(before: Waiting, now: Waiting): Matter[] {
  return [...now].filter(([matter, count]) => count > (before.get(matter) ?? 0)).map(([matter]) => matter)
}
