import type { Bench } from './bench.ts'
import { checkIn } from './check-in.ts'
import { dayList } from './day-list.ts'

/** In the order of the table. */
export const benches: readonly Bench[] = [checkIn, dayList]
