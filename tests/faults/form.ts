/**
 * How much of the fault suite is run: a short form in `npm test`, the whole of it in `npm run test:faults`, which sets
 * these variables. Every random choice follows from the seed.
 */
export const form = {
  full: process.env.PISHKHAN_FAULTS === 'full',
  seed: process.env.PISHKHAN_SEED ?? 'pishkhan',
  /** One run to repeat, by the name that it failed under. */
  repeat: process.env.PISHKHAN_REPEAT ?? null,
  /** How many runs, where neither form's number is wanted. */
  runs: process.env.PISHKHAN_RUNS === undefined ? null : Number(process.env.PISHKHAN_RUNS),
} as const

/** The number of runs for each form. */
export const runs = (counts: { short: number; full: number }): number =>
  form.runs ?? (form.full ? counts.full : counts.short)

/** Says how to see a failed run again. */
export function tellHowToRepeat(suite: string, name: string): void {
  process.stdout.write(`${suite}: ${name} failed; again: npm run test:faults -- ${suite} --repeat ${name}\n`)
}

/** A line of the result, such as how many faults were survived. */
export function tell(suite: string, line: string): void {
  process.stdout.write(`${suite}: ${line}\n`)
}
