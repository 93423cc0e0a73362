import { join } from 'node:path'
import { actorOf } from '#core/services/office-context.ts'
import { createVisitService } from '#core/services/visit.ts'
import { addDays } from '#shared/domain/civil-date.ts'
import { seedStore, seedUsers } from '#tests/support/seed-store.ts'
import type { Bench } from './bench.ts'
import { figure } from './figure.ts'
import { openDurableOverwrite } from './floors/durable-overwrite.ts'
import { openBenchOffice } from './office-store.ts'
import { inRounds } from './rounds.ts'
import { quantile } from './statistics.ts'
import { timeEach } from './timing.ts'

const sizes = {
  full: { rounds: 5, daysARound: 10, applicants: 400 },
  smoke: { rounds: 1, daysARound: 1, applicants: 5 },
}

const firstDay = '2026-11-22'

/**
 * A clerk's click: from the call of the service to its answer, when the event is on the disk. A day's applicants are
 * checked in without a pause; between two days the office is idle for a moment, which is when the core moves its log.
 */
export const checkIn: Bench = {
  name: 'check-in',
  async run(context) {
    const { folder } = context
    const { rounds, daysARound, applicants } = sizes[context.size]
    let now = new Date()
    const office = openBenchOffice(join(folder, 'office'), { now: () => now })
    const floor = openDurableOverwrite(folder)
    const visits = createVisitService(office.context)
    const clerk = actorOf(seedUsers.paziresh)
    const days = Array.from({ length: (1 + rounds) * daysARound }, (_, index) => addDays(firstDay, index))
    const ids = days.map((date) =>
      seedStore(office.context.store, { date, appointments: applicants }).appointments.map(({ id }) => id),
    )

    let day = 0
    const workADay = async (): Promise<{ clicks: number[]; writes: number[] }> => {
      const writes = timeEach(applicants, floor.overwrite)
      now = new Date(`${days[day]}T06:52:00.000Z`)
      const clicks = timeEach(applicants, (index) => visits.checkIn(clerk, ids[day]?.[index] ?? '', null))
      await office.idle()
      day += 1
      return { clicks, writes }
    }

    try {
      const measured = await inRounds(context, rounds, async () => {
        const worked = []
        for (let count = 0; count < daysARound; count += 1) worked.push(await workADay())
        return {
          clicks: worked.flatMap(({ clicks }) => clicks),
          writes: worked.flatMap(({ writes }) => writes),
        }
      })
      const against = (name: string, click: number, write: number, ratio: number | null) =>
        figure({
          name: `check-in through the service, ${name}`,
          unit: 'ms',
          floorName: `20 KB overwrite and fsync, ${write === 0.5 ? 'p50' : 'p99'}`,
          target: ratio === null ? { kind: 'reported' } : { kind: 'at_most', ratio },
          rounds: measured.map(({ clicks, writes }) => ({
            value: quantile(clicks, click),
            floor: quantile(writes, write),
          })),
        })
      return [against('p50', 0.5, 0.5, null), against('p99', 0.99, 0.99, 2), against('p99.9', 0.999, 0.99, 4)]
    } finally {
      floor.close()
      office.close()
    }
  },
}
