import type { Appointment } from './appointment.ts'
import { noShowFrom } from './no-show.ts'
import { instantOf } from './tehran-time.ts'
import { firstTurn, type Turn } from './turn.ts'

/** How many are called before somebody who did not come, and after how many times they go to the end. */
export const putBackBehind = 3
export const skipsBeforeTheEnd = 3

/** A visit of the day as the queue sees it. */
export type InQueue = Pick<
  Appointment,
  'id' | 'date' | 'slot' | 'state' | 'queueNumber' | 'arrivedOn' | 'arrivedAt' | 'turn'
>

/**
 * Why somebody stands where they stand.
 *
 * - `slot`: came before the end of their slot's grace, and keeps its place
 * - `late`, `walk_in`, `returned`, `other_day`: the place of the moment in which they came
 * - `skipped`: did not come when called
 * - `complete`, `handed_over`: have had their turn, and only wait for what is left
 */
export const placeReasons = [
  'slot',
  'late',
  'walk_in',
  'returned',
  'other_day',
  'skipped',
  'complete',
  'handed_over',
] as const
export type PlaceReason = (typeof placeReasons)[number]

export type Placed<T extends InQueue = InQueue> = {
  visit: T
  turn: Turn
  why: PlaceReason
  /** The instant that their place goes by; with `skipped` that of before. */
  placeAt: string
  /** Since when they have been waiting for this. */
  waitingSince: string
  /** The only desk that may call them by turn. */
  forDesk: number | null
}

/** Everybody of the day who waits, in the order in which they are called, and everybody who is at a desk. */
export type Line<T extends InQueue = InQueue> = {
  waiting: Placed<T>[]
  atDesk: Placed<T>[]
}

/**
 * The queue of a day: one fair order, the same for every desk.
 *
 * 1. Who was handed over goes first, then whose documents are complete: they have waited for their turn once.
 * 2. Whoever came within the grace of their slot has the place of the slot, however early they came; who came later, came
 *    without an appointment or came back has the place of that moment: behind every slot that had begun, before every slot
 *    that begins after it. At the same place those with the slot go first, then who came first.
 * 3. Who did not come when called is called after the next three; after the third time, at the end.
 *
 * Pure: the desks, the tests and whoever asks why see the same.
 *
 * @param visits all visits that arrived on the day, those that are over too: a call of them counts for rule 3
 */
export function lineUp<T extends InQueue>(visits: readonly T[], graceMinutes: number): Line<T> {
  const placed = visits
    .filter(
      ({ state, arrivedAt }) => arrivedAt !== null && (state === 'arrived' || state === 'documents_complete'),
    )
    .map((visit) => placeOf(visit, graceMinutes))
  const waits = placed.filter(({ turn }) => !turn.atDesk)
  const regular = waits.filter(({ turn }) => turn.skips === 0).toSorted(byPlace)
  const skipped = waits.filter(({ turn }) => turn.skips > 0).toSorted(bySkip)
  const calls = visits.flatMap(({ turn }) => (turn?.call ? [turn.call.eventId] : []))

  const waiting = [...regular]
  let behind = 0
  for (const each of skipped.filter(({ turn }) => turn.skips < skipsBeforeTheEnd)) {
    const since = calls.filter((id) => id > (each.turn.skipId ?? '')).length
    const at = Math.min(waiting.length, Math.max(behind, putBackBehind - since))
    waiting.splice(at, 0, each)
    behind = at + 1
  }
  waiting.push(...skipped.filter(({ turn }) => turn.skips >= skipsBeforeTheEnd))
  const atDesk = placed
    .filter(({ turn }) => turn.atDesk)
    .toSorted((a, b) => ascending(a.turn.call?.eventId ?? '', b.turn.call?.eventId ?? ''))
  return { waiting, atDesk }
}

/** Whom a desk calls next. */
export const nextFor = <T extends InQueue>({ waiting }: Line<T>, desk: number): Placed<T> | undefined =>
  waiting.find(({ forDesk }) => forDesk === null || forDesk === desk)

function placeOf<T extends InQueue>(visit: T, graceMinutes: number): Placed<T> {
  const turn = visit.turn ?? firstTurn
  const arrivedAt = visit.arrivedAt ?? ''
  const came = turn.returnedAt ?? arrivedAt
  const isComplete = visit.state === 'documents_complete'
  const waitingSince = turn.handedTo?.at ?? (isComplete ? (turn.completeAt ?? came) : came)
  const placed = (why: PlaceReason, placeAt: string): Placed<T> => ({
    visit,
    turn,
    why: turn.skips > 0 ? 'skipped' : why,
    placeAt,
    waitingSince,
    forDesk: turn.handedTo?.desk ?? null,
  })
  if (turn.handedTo) return placed('handed_over', turn.handedTo.at)
  if (isComplete) return placed('complete', waitingSince)
  if (turn.returnedAt !== null) return placed('returned', came)
  if (visit.arrivedOn !== visit.date) return placed('other_day', came)
  if (turn.walkIn) return placed('walk_in', came)
  return came < noShowFrom(visit.date, visit.slot, graceMinutes)
    ? placed('slot', instantOf(visit.date, visit.slot))
    : placed('late', came)
}

const ranks: Record<PlaceReason, number> = {
  handed_over: 0,
  complete: 1,
  slot: 2,
  late: 2,
  walk_in: 2,
  returned: 2,
  other_day: 2,
  skipped: 3,
}

const ascending = <V extends string | number>(a: V, b: V): number => (a < b ? -1 : a > b ? 1 : 0)

function byPlace(a: Placed, b: Placed): number {
  return (
    ascending(ranks[a.why], ranks[b.why]) ||
    ascending(a.placeAt, b.placeAt) ||
    ascending(a.why === 'slot' ? 0 : 1, b.why === 'slot' ? 0 : 1) ||
    ascending(a.visit.arrivedAt ?? '', b.visit.arrivedAt ?? '') ||
    ascending(a.visit.queueNumber ?? 0, b.visit.queueNumber ?? 0) ||
    ascending(a.visit.id, b.visit.id)
  )
}

const bySkip = (a: Placed, b: Placed): number =>
  ascending(a.turn.skipId ?? '', b.turn.skipId ?? '') || ascending(a.visit.id, b.visit.id)
