import type { DayRow } from '#shared/contract/office.ts'

/** Where the lists come from when they are not at hand. */
export type DayListSource = {
  day(date: string): DayRow[]
  rows(ids: readonly string[]): DayRow[]
}

/** The last read lists of whole days, kept true by being told of every write. */
export type DayLists = {
  get(date: string): readonly DayRow[]
  /** The record was written or removed. */
  touch(id: string): void
  /** Any record may be another now. */
  clear(): void
}

type Kept = {
  rows: readonly DayRow[]
  /** Row numbers by id; made at the first change, so that reading a long day does not pay for it. */
  places?: Map<string, number>
}

const keptDays = 8
/** So many changed records are read again one by one; beyond that the days are. */
const patchedRecords = 200

/**
 * A list is asked for far more often than it changes, and a change is mostly one row in its old place. A list that was
 * handed out is never changed: a newer one takes its place.
 */
export function createDayLists(source: DayListSource): DayLists {
  const days = new Map<string, Kept>()
  const stale = new Set<string>()

  const placesOf = (kept: Kept): Map<string, number> => {
    kept.places ??= new Map(kept.rows.map((row, place) => [row.id, place]))
    return kept.places
  }
  const dayOf = (id: string): string | undefined => {
    for (const [date, kept] of days) if (placesOf(kept).has(id)) return date
    return undefined
  }

  const patch = (): void => {
    const changed = [...stale]
    stale.clear()
    const copied = new Map<Kept, DayRow[]>()
    const now = new Map(source.rows(changed).map((row) => [row.id, row]))
    for (const id of changed) {
      const row = now.get(id)
      const before = dayOf(id)
      const kept = before === undefined ? undefined : days.get(before)
      const place = kept && placesOf(kept).get(id)
      const old = place === undefined ? undefined : kept?.rows[place]
      if (kept && old && row && place !== undefined && samePlace(old, row)) {
        const copy = copied.get(kept) ?? [...kept.rows]
        copied.set(kept, copy)
        copy[place] = row
      } else {
        if (before !== undefined) days.delete(before)
        if (row !== undefined) days.delete(row.date)
      }
    }
    for (const [kept, rows] of copied) kept.rows = rows
  }

  const clear = () => {
    days.clear()
    stale.clear()
  }

  return {
    get(date) {
      if (stale.size > 0) patch()
      let kept = days.get(date)
      if (kept === undefined) {
        kept = { rows: source.day(date) }
      } else days.delete(date)
      // Put back last: the day that was not asked for longest goes first.
      days.set(date, kept)
      const oldest = days.keys().next()
      if (days.size > keptDays && !oldest.done) days.delete(oldest.value)
      return kept.rows
    },
    touch(id) {
      if (days.size > 0) stale.add(id)
      if (stale.size > patchedRecords) clear()
    },
    clear,
  }
}

/** What the order of a list depends on. */
const samePlace = (a: DayRow, b: DayRow): boolean =>
  a.date === b.date &&
  a.slot === b.slot &&
  a.lastName === b.lastName &&
  a.firstName === b.firstName &&
  a.nationalCode === b.nationalCode
