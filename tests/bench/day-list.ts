import { join } from 'node:path'
import { createDayService } from '#core/services/day.ts'
import { actorOf } from '#core/services/office-context.ts'
import { createVisitService } from '#core/services/visit.ts'
import { clockFrom } from '#shared/clock.ts'
import { addDays } from '#shared/domain/civil-date.ts'
import { seedStore, seedUsers } from '#tests/support/seed-store.ts'
import type { Bench, BenchContext } from './bench.ts'
import type { Figure, Round } from './figure.ts'
import { figure } from './figure.ts'
import { openBareDayStatement } from './floors/bare-day-statement.ts'
import { openBenchOffice } from './office-store.ts'
import { inRounds } from './rounds.ts'
import { median } from './statistics.ts'
import { timeEach } from './timing.ts'

const sizes = {
  full: { rounds: 7, lists: [400, 5000], asked: 60 },
  smoke: { rounds: 1, lists: [8], asked: 2 },
}

const date = '2026-11-22'
/** Days with one appointment each: asked for, they push the long day out of what the store keeps. */
const otherDays = Array.from({ length: 8 }, (_, index) => addDays(date, index + 1))

/**
 * The day's list in the core, from the call of the service to the rows. Once as the office asks for it, again and again
 * while somebody is checked in between two requests; once as after a start, when nothing of the day is at hand.
 */
export const dayList: Bench = {
  name: 'day-list',
  async run(context) {
    const figures: Figure[] = []
    for (const appointments of sizes[context.size].lists)
      figures.push(...(await measure(context, appointments)))
    return figures
  },
}

async function measure(context: BenchContext, appointments: number): Promise<Figure[]> {
  const { folder, say } = context
  const { rounds, asked } = sizes[context.size]
  say(`  ${appointments} rows`)
  const clock = clockFrom(`${date}T06:52:00.000Z`)
  const office = openBenchOffice(join(folder, `office-${appointments}`), clock)
  const { store } = office.context
  const seeded = seedStore(store, { date, appointments })
  for (const other of otherDays) seedStore(store, { date: other, appointments: 1 })
  store.checkpoint()
  const bare = openBareDayStatement(office.file, office.key, join(folder, `bare-${appointments}.db`))
  const days = createDayService(office.context)
  const visits = createVisitService(office.context)
  const clerk = actorOf(seedUsers.masoul)

  let next = 0
  /** One applicant comes in or goes out again. */
  const change = () => {
    const { id } = seeded.appointments[Math.floor(next / 2) % appointments] ?? { id: '' }
    if (next % 2 === 0) visits.checkIn(clerk, id, null)
    else visits.undoCheckIn(clerk, id, 'bench')
    next += 1
  }
  const listAfter = (before: () => void): number => {
    before()
    const start = performance.now()
    days.list(date)
    return performance.now() - start
  }
  const round = (before: () => void): Round => {
    const floor: number[] = []
    const value: number[] = []
    for (let index = 0; index < asked; index += 1) {
      floor.push(...timeEach(1, () => bare.step(date)))
      value.push(listAfter(before))
    }
    return { value: median(value), floor: median(floor) }
  }
  const forget = () => {
    for (const other of otherDays) days.list(other)
  }

  try {
    const measured = await inRounds(context, rounds, () => ({ again: round(change), first: round(forget) }))
    const named = (name: string, of: Round[]) =>
      figure({
        name: `day list of ${appointments}, ${name}, p50`,
        unit: 'ms',
        floorName: 'the statement stepped in SQLite, no objects',
        target: { kind: 'at_most', ratio: 3 },
        rounds: of,
      })
    return [
      named(
        'asked again after a check-in',
        measured.map(({ again }) => again),
      ),
      named(
        'read from the file',
        measured.map(({ first }) => first),
      ),
    ]
  } finally {
    bare.close()
    office.close()
  }
}
