import { expect } from 'vitest'
import { form, runs, tell, tellHowToRepeat } from '../form.ts'
import { runSchedules, type Surroundings, schedulesInARow } from './schedule.ts'
import { addUp, type Tally, total } from './tally.ts'

/** So many countries that their schedules are the wanted number. */
export const countriesFor = (schedules: { short: number; full: number }): number =>
  Math.ceil(runs(schedules) / schedulesInARow)

/** Runs so many countries, or the one that is to be repeated, and tells what was done and survived. */
export async function runCountries(
  suite: string,
  countries: number,
  surroundings: Surroundings,
  nameOf: (place: number) => string,
): Promise<void> {
  const faults: Tally = {}
  const acts: Tally = {}
  const seeds = Array.from({ length: countries }, (_, place) => nameOf(place))
  for (const seed of form.repeat === null ? seeds : [form.repeat]) {
    try {
      const outcome = await runSchedules(seed, surroundings)
      addUp(faults, outcome.faults)
      addUp(acts, outcome.acts)
    } catch (error) {
      tellHowToRepeat(suite, seed)
      throw error
    }
  }
  const { refused = 0, ...done } = acts
  tell(
    suite,
    `${countries * schedulesInARow} schedules, ${total(done)} acts, ${refused} refused by the rules, ${total(faults)} faults survived, 0 acts lost`,
  )
  tell(suite, JSON.stringify(faults))
  // Every kind of trouble and every kind of act came up: the schedules are not about nothing.
  expect(total(faults)).toBeGreaterThan(countries)
}
