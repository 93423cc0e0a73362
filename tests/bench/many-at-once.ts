import { type Figure, figure, type Target } from './figure.ts'
import { quantile } from './statistics.ts'

/** What a load came to: how many things a second, and how long each took. */
export type Load = { perSecond: number; p50: number; p99: number }

/** Does the lists of work side by side, each list one thing after the other. */
export async function manyAtOnce<T>(
  lists: readonly (readonly T[])[],
  work: (item: T) => Promise<unknown>,
): Promise<Load> {
  const times: number[] = []
  const start = performance.now()
  await Promise.all(
    lists.map(async (items) => {
      for (const item of items) {
        const begun = performance.now()
        await work(item)
        times.push(performance.now() - begun)
      }
    }),
  )
  return {
    perSecond: (times.length / (performance.now() - start)) * 1000,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  }
}

/**
 * A load beside the one of its floor: how many a second, and the times under that load.
 *
 * @param events how many there are in one thing of the load
 */
export function loadFigures(
  names: { rate: string; time: string; floor: string },
  rounds: readonly { value: Load; floor: Load }[],
  events = 1,
): Figure[] {
  const pick = (key: keyof Load, times: number) =>
    rounds.map(({ value, floor }) => ({ value: value[key] * times, floor: floor[key] * times }))
  const target: Target = { kind: 'at_least', ratio: 0.5 }
  const floorName = names.floor
  const time = (key: 'p50' | 'p99') =>
    figure({
      name: `${names.time}, ${key}`,
      unit: 'ms',
      floorName: `a transaction of it, ${key}`,
      target: { kind: 'reported' },
      rounds: pick(key, 1),
    })
  return [
    figure({ name: names.rate, unit: '/s', floorName, target, rounds: pick('perSecond', events) }),
    time('p50'),
    time('p99'),
  ]
}
