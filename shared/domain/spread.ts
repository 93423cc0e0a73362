import { z } from 'zod'

/**
 * How long something took: never only a mean, which one long wait moves and nobody has waited. Seconds; null when there
 * is nothing to measure.
 */
export const spreadSchema = z.object({
  count: z.int().min(0),
  /** Half of them were done by then, and nine in ten. */
  median: z.number().min(0).nullable(),
  ninetieth: z.number().min(0).nullable(),
})
export type Spread = z.infer<typeof spreadSchema>

/** The smallest value that at least this share of all is not above (nearest rank): always one that was measured. */
export function quantile(sorted: readonly number[], share: number): number | null {
  if (sorted.length === 0) return null
  const rank = Math.min(sorted.length, Math.max(1, Math.ceil(share * sorted.length)))
  return sorted[rank - 1] ?? null
}

/** Count, median and 90th percentile of durations in any order. */
export function spreadOf(seconds: readonly number[]): Spread {
  const sorted = seconds.toSorted((a, b) => a - b)
  return { count: sorted.length, median: quantile(sorted, 0.5), ninetieth: quantile(sorted, 0.9) }
}
