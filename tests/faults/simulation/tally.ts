/** What the simulation did to the offices, for the figure at its end. */
export type Tally = Record<string, number>

export const count = (tally: Tally, what: string): void => {
  tally[what] = (tally[what] ?? 0) + 1
}

export const addUp = (sum: Tally, part: Tally): void => {
  for (const [what, times] of Object.entries(part)) sum[what] = (sum[what] ?? 0) + times
}

export const total = (tally: Tally): number => Object.values(tally).reduce((sum, times) => sum + times, 0)
