import type { Store } from '#db/store.ts'
import type { Change, EventResult } from '#shared/contract/central.ts'
import { limits } from '#shared/contract/central.ts'
import type { OfficeList } from '#shared/exchange/contents.ts'
import { applyChanges, noteRevision, type SortedPage, sortPage } from '../sync/apply-page.ts'
import { writeAnswers } from '../sync/settle-answers.ts'

/** What a list changed here. */
export type AppliedList = {
  /** Whether everything that is in it was known here before it came. */
  isOlder: boolean
  appointments: number
  days: number
  /** Whether the office's own record or its people are others now. */
  office: boolean
  people: number
  /** Events that waited and are answered now, and how many of them were refused. */
  answered: number
  refused: number
}

/** What of a list is newer than what is here: a list may be old, or have been here before. */
export function newerOf(store: Store, { changes }: OfficeList): SortedPage {
  const known = store.settings.get('knownRevision') ?? 0
  const all = sortPage(changes)
  const appointments = store.appointments.serverRows([...all.appointments.keys()])
  const days = store.days.serverRows([...all.days.keys()])
  const isNewer = ({ entity, revision, data }: Change): boolean => {
    switch (entity) {
      case 'office':
      case 'user':
        return revision > known
      case 'appointment':
        return data.revision > (appointments.get(data.id)?.revision ?? -1)
      case 'day':
        return data.revision > (days.get(data.date)?.revision ?? -1)
      default:
        // Not in a list: the line brings them.
        return false
    }
  }
  return sortPage(changes.filter(isNewer))
}

/**
 * Applies a list by the code that applies a page of the pull and the answers of a push, in one transaction. The pull's own
 * place stays where it is: the line will bring everything since, and what was here before changes nothing then. Throws
 * `StorageError`; then nothing was applied.
 *
 * @param newer of this list (`newerOf`)
 */
export function applyList(store: Store, list: OfficeList, newer: SortedPage): AppliedList {
  const { settings } = store
  const isOlder = isOlderList(store, list)
  return store.transaction(() => {
    applyChanges(store, newer)
    const answers = settle(store, list.answered)
    noteRevision(store, list.revision)
    if (!isOlder) {
      settings.set('listFileAt', list.madeAt)
      if (isLater(store, list)) settings.set('dataAsOf', list.madeAt)
    }
    return {
      isOlder,
      appointments: newer.appointments.size,
      days: newer.days.size,
      office: newer.office !== null,
      people: newer.users.size,
      ...answers,
    }
  })
}

/** By revisions; the clocks of two processes tell apart only what has the same. */
function isOlderList(store: Store, list: OfficeList): boolean {
  const known = store.settings.get('knownRevision') ?? 0
  return list.revision < known || (list.revision === known && !isLater(store, list))
}

const isLater = (store: Store, { madeAt }: OfficeList): boolean =>
  Date.parse(madeAt) > Date.parse(store.settings.get('dataAsOf') ?? '1970-01-01T00:00:00.000Z')

/** What waits and is known at the central system is answered; nothing is, when its log is not this device's. */
function settle(
  store: Store,
  { seq, hash, refused }: OfficeList['answered'],
): Pick<AppliedList, 'answered' | 'refused'> {
  const before = store.events.counts()
  // Changes only: nobody waits for what was only seen.
  const told = () => {
    const { queued, parked } = store.events.counts()
    return { answered: before.queued - queued, refused: Math.max(0, parked - before.parked) }
  }
  if (seq === 0 || store.report.ownRows(seq - 1, 1)[0]?.hash !== hash) return told()
  const refusals = new Map(refused.map(({ id, ...why }) => [id, why]))
  for (;;) {
    const batch = store.events.queued(limits.pushEvents, 0).filter((event) => event.seq <= seq)
    if (batch.length === 0) return told()
    const results = batch.map(({ id }): EventResult => {
      const refusal = refusals.get(id)
      if (!refusal) return { id, status: 'applied' }
      const { code, message } = refusal
      return { id, status: 'rejected', code, ...(message === null ? {} : { message }) }
    })
    writeAnswers(store, batch, results)
  }
}
