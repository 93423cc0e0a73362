/** Where an application reads the time from; handed in, so that rules and tests never reach for the machine's clock. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/**
 * A clock that stood at `instant` when it was made and has run on since: for demonstrations and tests
 * (`--clock 2026-11-22T06:52:00.000Z`), so that a day's list can be worked at any hour.
 *
 * @param instant UTC instant in ISO form; throws `RangeError` when it is none.
 */
export function clockFrom(instant: string): Clock {
  const start = Date.parse(instant)
  if (Number.isNaN(start)) throw new RangeError(`not an instant: ${instant}`)
  const startedAt = performance.now()
  return { now: () => new Date(start + (performance.now() - startedAt)) }
}
