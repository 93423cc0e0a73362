import type { BenchContext } from './bench.ts'

/**
 * Measures again and again, after a first round that only warms up and is thrown away (none in a smoke test).
 *
 * @returns what each round measured
 */
export async function inRounds<T>(
  { size, say }: BenchContext,
  rounds: number,
  measure: () => T | Promise<T>,
): Promise<T[]> {
  if (size === 'full') await measure()
  const measured: T[] = []
  while (measured.length < rounds) {
    measured.push(await measure())
    say(`  round ${measured.length} of ${rounds}`)
  }
  return measured
}
