import { appointmentsOf } from '#central/demo/day.ts'
import { appointmentSearchKey } from '#db/repositories/appointment-row.ts'
import {
  indexRows,
  queryWords,
  type SearchResult,
  searchRows,
} from '#renderer/features/search/search-rows.ts'
import type { Bench } from './bench.ts'
import { figure, type Round } from './figure.ts'
import { inRounds } from './rounds.ts'
import { median } from './statistics.ts'

const sizes = {
  full: { rounds: 9, rows: 5000, people: 40 },
  smoke: { rounds: 1, rows: 20, people: 1 },
}

const date = '2026-11-22'

/** What a clerk or a scanner types for a person, one key after the other. */
function typed(person: { firstName: string; lastName: string; nationalCode: string; mobile: string | null }) {
  const { firstName, lastName, nationalCode, mobile } = person
  return [lastName, `${firstName} ${lastName}`, `${lastName} ${firstName}`, nationalCode, mobile ?? ''].map(
    (input) => Array.from(input, (_, end) => input.slice(0, end + 1)),
  )
}

/**
 * The search of one key over the day's list, as the screen does it: what is typed is brought into search form, and the
 * result of the key before is at hand. The floor gets its words ready-made and looks at every row with `includes`.
 */
export const search: Bench = {
  name: 'search',
  async run(context) {
    const { rounds, rows: count, people } = sizes[context.size]
    const applicants = appointmentsOf(date, 0, count).map(({ applicant }) => applicant)
    const rows = applicants.map((applicant) => ({ searchKey: appointmentSearchKey(applicant) }))
    const index = indexRows(rows)
    const inputs = applicants.filter((_, at) => at % Math.floor(count / people) === 0).flatMap(typed)

    const round = (): Round => {
      const value: number[] = []
      const floor: number[] = []
      for (const keys of inputs) {
        let previous: SearchResult | undefined
        for (const input of keys) {
          const words = queryWords(input)
          const start = performance.now()
          const plain = rows.filter((row) => words.every((word) => row.searchKey.includes(word)))
          const between = performance.now()
          previous = searchRows(index, input, previous)
          value.push((performance.now() - between) * 1000)
          floor.push((between - start) * 1000)
          if ((previous.matches?.length ?? count) !== plain.length) throw new Error('the two scans disagree')
        }
      }
      return { value: median(value), floor: median(floor) }
    }

    return [
      figure({
        name: `search of ${count} rows, a key, p50`,
        unit: 'µs',
        floorName: 'plain scan with includes',
        target: { kind: 'at_most', ratio: 1 },
        rounds: await inRounds(context, rounds, round),
      }),
    ]
  },
}
