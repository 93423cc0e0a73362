import { join } from 'node:path'
import { createReportsService } from '#core/services/reports.ts'
import { clockFrom } from '#shared/clock.ts'
import { spanOf } from '#shared/domain/report-span.ts'
import { seedStore } from '#tests/support/seed-store.ts'
import { workDays } from '#tests/support/worked-days.ts'
import type { Bench } from './bench.ts'
import { figure, type Round } from './figure.ts'
import { openBenchOffice } from './office-store.ts'
import { inRounds } from './rounds.ts'
import { median } from './statistics.ts'
import { timeEach } from './timing.ts'

const sizes = {
  full: { rounds: 9, days: 30, perDay: 140, asked: 3 },
  smoke: { rounds: 1, days: 1, perDay: 4, asked: 1 },
}

/** Aban 1405: 30 days, all of them worked. */
const { from, to } = spanOf('month', '2026-10-23')

/**
 * The report of a month in the core, from the call of the service to the figures. The floor is the calendar of the same
 * month: it only counts the appointments of each day, and looks at no event.
 */
export const reports: Bench = {
  name: 'reports',
  async run(context) {
    const { rounds, days, perDay, asked } = sizes[context.size]
    const clock = clockFrom(`${to}T12:00:00.000Z`)
    const office = openBenchOffice(join(context.folder, 'office'), clock)
    const { store } = office.context
    try {
      seedStore(store, { appointments: 0, date: from })
      const events = workDays(store, { from, days, perDay })
      store.checkpoint()
      context.say(`  ${events} events`)
      const service = createReportsService(office.context)
      const round = (): Round => ({
        floor: median(timeEach(asked, () => store.appointments.calendar(from, to))),
        value: median(timeEach(asked, () => service.get('month', from))),
      })
      return [
        figure({
          name: `report of a month of ${perDay} a day, p50`,
          unit: 'ms',
          floorName: 'calendar of the month',
          target: { kind: 'within', value: 100 },
          rounds: await inRounds(context, rounds, round),
        }),
      ]
    } finally {
      office.close()
    }
  },
}
