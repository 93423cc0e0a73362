import { isDeepStrictEqual } from 'node:util'
import type { Store } from '#db/store.ts'
import type { Clock } from '#shared/clock.ts'
import { blockingConditions, type Condition } from '#shared/contract/condition.ts'
import type { LiveNotice } from '#shared/contract/office.ts'
import { defaultLimits, type OfficeLimits } from '#shared/domain/rules.ts'
import type { KeyEscrow } from '../escrow/key-escrow.ts'

export type ConditionParts = {
  store: Store
  clock: Clock
  live: { publish(notice: LiveNotice): void }
  appVersion: string
  journal: { readonly problem: string | null }
  /** Since when no copy could be written; null when the last one could. */
  backups: { readonly failingSince: string | null }
  /** Whether the key could be had back from paper. */
  escrow: Pick<KeyEscrow, 'state'>
  /** Bytes that are left on the database's disk; null where the system does not tell. */
  freeBytes(): number | null
}

/** Looks at everything that endangers the office's work, at once, and tells the screens when it changes. */
export type ConditionService = {
  /** All that is amiss, the worst first. */
  get(): Condition[]
  /** By the last look: nothing may be recorded. */
  readonly blocked: boolean
  /** The supervisor has read what was done at the start. */
  acknowledgeRecovery(): Condition[]
  /** Looks now and tells the screens what is new. */
  look(): void
}

const MEGABYTE = 1024 * 1024
const MINUTE = 60_000
const HOUR = 60 * MINUTE

export function createCondition(parts: ConditionParts): ConditionService {
  const { store, live } = parts
  let known: Condition[] = []
  const look = (): Condition[] => {
    const now = conditionsOf(parts)
    if (!isDeepStrictEqual(now, known)) {
      known = now
      live.publish({ kind: 'condition', conditions: now })
    }
    return now
  }
  look()
  return {
    get: look,
    look: () => void look(),
    get blocked() {
      return known.some(({ code }) => blockingConditions.has(code))
    },
    acknowledgeRecovery() {
      store.transaction(() => store.settings.delete('recovery'))
      return look()
    },
  }
}

function conditionsOf(parts: ConditionParts): Condition[] {
  const { store, journal, backups, appVersion } = parts
  const limits = store.office.get()?.rules.limits ?? defaultLimits
  const found: Condition[] = []
  const { leastAppVersion } = limits
  if (leastAppVersion !== null && isOlder(appVersion, leastAppVersion)) {
    found.push({ code: 'version_old', version: appVersion, needed: leastAppVersion })
  }
  found.push(...ofDisk(parts, limits))
  const host = store.settings.get('host')
  if (host && !host.isYours) {
    found.push({ code: 'host_elsewhere', deviceName: host.deviceName, seenAt: host.seenAt })
  }
  if (store.settings.get('ownEventsUnknown')) found.push({ code: 'own_events_unknown' })
  const recovery = store.settings.get('recovery')
  if (recovery) found.push({ code: 'database_restored', recovery })
  found.push(...ofClock(parts, limits))
  if (journal.problem !== null) found.push({ code: 'journal_failed' })
  if (backups.failingSince !== null) found.push({ code: 'backup_failed', since: backups.failingSince })
  found.push(...ofBacklog(parts, limits), ...ofEscrow(parts))
  return found.sort((a, b) => Number(blockingConditions.has(b.code)) - Number(blockingConditions.has(a.code)))
}

function ofEscrow({ store, escrow }: ConditionParts): Condition[] {
  if (!store.settings.get('device')) return []
  const { confirmed, wanted } = escrow.state()
  return confirmed ? [] : [{ code: 'escrow_missing', wanted }]
}

function ofDisk({ freeBytes }: ConditionParts, limits: OfficeLimits): Condition[] {
  const free = freeBytes()
  if (free === null) return []
  const freeMegabytes = Math.floor(free / MEGABYTE)
  const { leastDiskMegabytes: least, lowDiskMegabytes: low } = limits
  if (freeMegabytes < least) return [{ code: 'disk_full', freeMegabytes, limitMegabytes: least }]
  return freeMegabytes < low ? [{ code: 'disk_low', freeMegabytes, limitMegabytes: low }] : []
}

function ofClock({ store, clock }: ConditionParts, { clockOffsetMinutes }: OfficeLimits): Condition[] {
  const offset = Math.round((store.settings.get('clockOffsetMs') ?? 0) / MINUTE)
  if (Math.abs(offset) > clockOffsetMinutes) {
    return [{ code: 'clock_wrong', minutes: offset, measuredBy: 'central' }]
  }
  const last = deviceTimeOf(store.events.loggedAfter(store.events.head().seq - 1)[0]?.json)
  const behind = last === null ? 0 : Math.round((last - clock.now().getTime()) / MINUTE)
  return behind > clockOffsetMinutes ? [{ code: 'clock_wrong', minutes: behind, measuredBy: 'last_act' }] : []
}

function ofBacklog({ store, clock }: ConditionParts, limits: OfficeLimits): Condition[] {
  const { queued: events } = store.events.counts()
  if (events === 0) return []
  const oldest = deviceTimeOf(store.events.queued(1, 0)[0]?.json)
  const hours = oldest === null ? 0 : Math.floor((clock.now().getTime() - oldest) / HOUR)
  if (hours >= limits.backlogHours) return [{ code: 'backlog_old', events, hours }]
  const limit = limits.backlogEvents
  return events >= limit ? [{ code: 'backlog_large', events, limit }] : []
}

const deviceTimeOf = (json: string | undefined): number | null =>
  json === undefined ? null : Date.parse((JSON.parse(json) as { deviceTime: string }).deviceTime)

/** Of two versions `major.minor.patch`; what follows the numbers is left out of account. */
function isOlder(version: string, needed: string): boolean {
  const numbers = (text: string) => text.split(/[.-]/, 3).map(Number)
  const [a, b] = [numbers(version), numbers(needed)]
  const place = a.findIndex((number, index) => number !== b[index])
  return place >= 0 && (a[place] ?? 0) < (b[place] ?? 0)
}
