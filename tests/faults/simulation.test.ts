import './simulation/pending-work.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { form } from './form.ts'
import type { CentralSide } from './simulation/central-side.ts'
import { Broken } from './simulation/invariants.ts'
import { countriesFor, runCountries } from './simulation/run-countries.ts'
import { prepareMemory, runSchedules, schedulesInARow } from './simulation/schedule.ts'

/**
 * Two offices and the central system in one process, on simulated time, network and disk. A seed decides everything: who
 * does what, what goes wrong, and when. `schedulesInARow` schedules share one country, that grows older meanwhile.
 */

const countries = countriesFor({ short: 5000, full: 25_000 })
const hours = 3 * 3_600_000

let surroundings: Awaited<ReturnType<typeof prepareMemory>>
beforeAll(async () => {
  surroundings = await prepareMemory()
})
afterAll(() => surroundings.remove())

it(
  `${countries * schedulesInARow} schedules: everything converges and nothing is lost`,
  () => runCountries('simulation', countries, surroundings, (n) => `${form.seed}/${n}`),
  hours,
)

it('finds a central system that answers without having kept what it was sent', async () => {
  const careless = (central: CentralSide, chance: () => boolean): CentralSide => ({
    ...central,
    ask(asked) {
      if (!asked.url.pathname.endsWith('/office/events') || !chance()) return central.ask(asked)
      const { events } = JSON.parse(String(asked.body)) as { events: { id: string }[] }
      const results = events.map(({ id }) => ({ id, status: 'applied', revision: 1 }))
      const body = JSON.stringify({ results, serverTime: '2026-11-22T06:52:00.000Z' })
      return { status: 200, headers: { 'content-type': 'application/json' }, body }
    },
  })
  let found = 0
  for (let n = 0; n < 10; n += 1) {
    const broken = {
      ...surroundings,
      central: async (...given: Parameters<typeof surroundings.central>) =>
        careless(await surroundings.central(...given), () => given[0].chance(30)),
    }
    await runSchedules(`careless/${n}`, broken).catch((error: unknown) => {
      if (!(error instanceof Broken)) throw error
      found += 1
    })
  }
  expect(found).toBeGreaterThan(5)
}, 300_000)
