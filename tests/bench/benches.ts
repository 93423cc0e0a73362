import type { Bench } from './bench.ts'
import { book } from './book.ts'
import { checkIn } from './check-in.ts'
import { clerkDay } from './clerk-day.ts'
import { coldStart } from './cold-start.ts'
import { dayList } from './day-list.ts'
import { ingest } from './ingest.ts'
import { keyToPaint } from './key-to-paint.ts'
import { pull } from './pull.ts'
import { push } from './push.ts'
import { reports } from './reports.ts'
import { schedulePdf } from './schedule-pdf.ts'
import { search } from './search.ts'

/** In the order of the table. */
export const benches: readonly Bench[] = [
  checkIn,
  dayList,
  reports,
  search,
  keyToPaint,
  clerkDay,
  push,
  pull,
  ingest,
  book,
  schedulePdf,
  coldStart,
]
