import { tehranDateOf } from '#shared/domain/tehran-time.ts'

let offset = 0

/** Takes the central system's clock from the `Date` of an answer: a telephone's own may be wrong. */
export function measureClock(date: string | null): void {
  const server = date === null ? Number.NaN : Date.parse(date)
  if (!Number.isNaN(server)) offset = server - Date.now()
}

/** The present instant by the central system's clock. */
export const now = (): Date => new Date(Date.now() + offset)

/** Today's civil date of Tehran. */
export const today = (): string => tehranDateOf(now().toISOString())
