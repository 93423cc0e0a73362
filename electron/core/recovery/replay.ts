import type { JournalEntry, Store } from '#db/store.ts'
import { openDay, reduceDay } from '#shared/domain/day.ts'
import {
  type ChangingEvent,
  isUserEvent,
  isViewing,
  occurredAt,
  officeEventSchema,
} from '#shared/domain/event.ts'
import { hashEvent } from '#shared/domain/event-chain.ts'
import { reduce } from '#shared/domain/reduce.ts'
import { reduceUser } from '#shared/domain/reduce-user.ts'
import type { OfficeRules } from '#shared/domain/rules.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { admitWalkIn } from '#shared/domain/walk-in.ts'
import { startPullAnew } from '../sync/apply-page.ts'

/**
 * Records again what the journal has and a restored database lacks, in one transaction: the log is then what it was, and
 * the rows are as far as this device knows them; a full pull brings what the central system knows. What had been sent
 * already is sent again and answered as a repeat.
 *
 * An entry that does not follow the one before it, by number and hash, ends it: what comes behind a hole cannot be
 * sent. Gives how many were recorded, and how many were left.
 */
export function replay(store: Store, entries: readonly JournalEntry[]): { recorded: number; left: number } {
  return store.transaction(() => {
    const rules = store.office.get()?.rules
    const deviceId = store.settings.get('device')?.deviceId
    let recorded = 0
    for (const entry of entries) {
      const head = store.events.head()
      if (entry.seq <= head.seq) continue
      const event = officeEventSchema.safeParse(JSON.parse(entry.json)).data
      // Without its identity a database cannot say that the acts of this journal are its own.
      if (event === undefined || event.deviceId !== deviceId) break
      if (event.deviceSeq !== head.seq + 1 || event.previousHash !== head.hash) break
      if (hashEvent(event) !== entry.hash) break
      if (rules && !isViewing(event)) applyToRow(store, event, rules)
      store.events.append(event, entry.hash)
      recorded += 1
    }
    const last = store.events.head().seq
    startPullAnew(store)
    return { recorded, left: entries.filter(({ seq }) => seq > last).length }
  })
}

/** A row that cannot take the event any more is left to the pull. */
function applyToRow(store: Store, event: ChangingEvent, rules: OfficeRules): void {
  if (isUserEvent(event)) {
    const reduction = reduceUser(store.users.people(), event)
    if (reduction.ok) store.users.putOwn(reduction.value)
    return
  }
  if (event.appointmentId === null) {
    const { date } = event.payload
    const reduction = reduceDay(store.days.get(date) ?? openDay(event.officeId, date), event)
    if (reduction.ok) store.days.put(reduction.value)
    return
  }
  if (event.type === 'walked_in') {
    const made = admitWalkIn(event, rules)
    if (made.ok) store.appointments.put(made.value)
    return
  }
  if (event.type === 'checked_in') {
    store.days.noteQueueNumber(tehranDateOf(occurredAt(event)), event.payload.queueNumber)
  }
  const stored = store.appointments.get(event.appointmentId)
  const reduction = stored && reduce(stored.appointment, event, rules)
  if (reduction?.ok) store.appointments.put(reduction.value)
}
