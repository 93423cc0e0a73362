import type { Bench } from './bench.ts'
import { checkIn } from './check-in.ts'
import { dayList } from './day-list.ts'
import { push } from './push.ts'
import { search } from './search.ts'

/** In the order of the table. */
export const benches: readonly Bench[] = [checkIn, dayList, search, push]
