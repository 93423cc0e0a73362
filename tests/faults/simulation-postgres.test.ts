import './simulation/pending-work.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { form, runs, tell, tellHowToRepeat } from './form.ts'
import { preparePostgres, runSchedules, schedulesInARow } from './simulation/schedule.ts'
import { addUp, type Tally, total } from './simulation/tally.ts'

/**
 * The schedules of `simulation.test.ts` against the real central system: its own tables, locks and transactions in
 * PostgreSQL, reached over HTTP. Far fewer of them, since each request takes real time.
 */

const countries = Math.ceil(runs({ short: 40, full: 1000 }) / schedulesInARow)
const hours = 3 * 3_600_000

let surroundings: Awaited<ReturnType<typeof preparePostgres>>
beforeAll(async () => {
  surroundings = await preparePostgres()
}, 120_000)
afterAll(() => surroundings.remove())

it(
  `${countries * schedulesInARow} schedules with PostgreSQL: everything converges and nothing is lost`,
  async () => {
    const faults: Tally = {}
    const acts: Tally = {}
    const seeds = Array.from({ length: countries }, (_, n) => `${form.seed}/postgres/${n}`)
    for (const seed of form.repeat === null ? seeds : [form.repeat]) {
      try {
        const outcome = await runSchedules(seed, surroundings)
        addUp(faults, outcome.faults)
        addUp(acts, outcome.acts)
      } catch (error) {
        tellHowToRepeat('simulation-postgres', seed)
        throw error
      }
    }
    const { refused = 0, ...done } = acts
    tell(
      'simulation-postgres',
      `${countries * schedulesInARow} schedules, ${total(done)} acts, ${refused} refused by the rules, ${total(faults)} faults survived, 0 acts lost`,
    )
    tell('simulation-postgres', JSON.stringify(faults))
    expect(total(faults)).toBeGreaterThan(countries)
  },
  hours,
)
