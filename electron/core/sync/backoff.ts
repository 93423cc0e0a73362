const firstMs = 500
const capMs = 60_000

/**
 * How long to wait after the n-th failure in a row (from 1): full jitter, so that ten thousand offices do not come back in
 * step when the central system does, capped at 60 s (DESIGN 4). What the central system asks for is waited in any case.
 *
 * @param random from 0 to below 1
 */
export function backoffMs(
  failures: number,
  random: () => number,
  retryAfterMs: number | null = null,
): number {
  const ceiling = Math.min(capMs, firstMs * 2 ** Math.min(failures - 1, 20))
  const jittered = random() * ceiling
  return Math.ceil(retryAfterMs === null ? jittered : retryAfterMs + Math.min(jittered, 5000))
}
