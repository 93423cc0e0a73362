/**
 * The value below which the share `q` of the samples lies, by nearest rank: always one that was measured.
 *
 * @param q 0 to 1; 0.999 is the 99.9th percentile
 * @throws RangeError when there are no samples
 */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = Float64Array.from(samples).sort()
  const value = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))]
  if (value === undefined) throw new RangeError('no samples')
  return value
}

/** The middle sample; of an even number the mean of the two in the middle. Throws `RangeError` without samples. */
export function median(samples: readonly number[]): number {
  const sorted = Float64Array.from(samples).sort()
  const half = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]]
  if (low === undefined || high === undefined) throw new RangeError('no samples')
  return (low + high) / 2
}
