import { useMemo, useRef } from 'react'
import type { DayRow } from '#shared/contract/office.ts'
import type { AppointmentState } from '#shared/domain/state.ts'
import { indexRows, type RowIndex, type SearchResult, searchRows } from '../search/search-rows.ts'

/** Search keys hardly ever change when rows do: the index is made anew only when one did. */
function useRowIndex(rows: readonly DayRow[]): RowIndex {
  const last = useRef<RowIndex | null>(null)
  return useMemo(() => {
    const known = last.current
    const same =
      known?.keys.length === rows.length && rows.every((row, number) => row.searchKey === known.keys[number])
    const index = known && same ? known : indexRows(rows)
    last.current = index
    return index
  }, [rows])
}

type Shown = { question: string; rows: readonly DayRow[] }

/**
 * The rows that the list shows. A row that stops matching because of a live change stays where it is until the person
 * asks for something else: nothing vanishes from under the hand.
 */
export function useVisibleRows(
  date: string | null,
  rows: readonly DayRow[],
  search: string,
  states: readonly AppointmentState[],
): readonly DayRow[] {
  const index = useRowIndex(rows)
  const lastSearch = useRef<SearchResult | undefined>(undefined)
  const shown = useRef<Shown | null>(null)

  const result = useMemo(() => {
    const next = searchRows(index, search, lastSearch.current)
    lastSearch.current = next
    return next
  }, [index, search])

  return useMemo(() => {
    const question = `${date}|${result.words.join(' ')}|${states.join(' ')}`
    const { matches } = result
    if (matches === null && states.length === 0) {
      shown.current = null
      return rows
    }
    const wanted = new Set(states)
    const fits = (row: DayRow) => wanted.size === 0 || wanted.has(row.state)
    const before = shown.current?.question === question ? shown.current.rows : undefined
    let visible: readonly DayRow[]
    if (before) {
      const kept = new Set(before.map((row) => row.id))
      const found = matches && new Set(matches)
      visible = rows.filter((row, at) => kept.has(row.id) || ((!found || found.has(at)) && fits(row)))
    } else if (matches) {
      const found: DayRow[] = []
      for (const at of matches) {
        const row = rows[at]
        if (row && fits(row)) found.push(row)
      }
      visible = found
    } else visible = rows.filter(fits)
    shown.current = { question, rows: visible }
    return visible
  }, [date, rows, result, states])
}
