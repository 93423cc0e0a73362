import './simulation/pending-work.ts'
import { afterAll, beforeAll, it } from 'vitest'
import { form } from './form.ts'
import { countriesFor, runCountries } from './simulation/run-countries.ts'
import { preparePostgres, schedulesInARow } from './simulation/schedule.ts'

/**
 * The schedules of `simulation.test.ts` against the real central system: its own tables, locks and transactions in
 * PostgreSQL, reached over HTTP. Far fewer of them, since each request takes real time.
 */

const countries = countriesFor({ short: 40, full: 1000 })
const hours = 3 * 3_600_000

let surroundings: Awaited<ReturnType<typeof preparePostgres>>
beforeAll(async () => {
  surroundings = await preparePostgres()
}, 120_000)
afterAll(() => surroundings.remove())

it(
  `${countries * schedulesInARow} schedules with PostgreSQL: everything converges and nothing is lost`,
  () => runCountries('simulation-postgres', countries, surroundings, (n) => `${form.seed}/postgres/${n}`),
  hours,
)
