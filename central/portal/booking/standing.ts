import type { CitizenAppointment, CitizenStatus } from '#shared/contract/citizen.ts'
import { issuanceStages } from '#shared/domain/stage.ts'
import { instantOf } from '#shared/domain/tehran-time.ts'

/** What a citizen can do about an appointment now. The central system has the last word; this only chooses the page. */
export type Standing = 'completed' | 'live' | 'banned' | 'free'

const afterTheOffice: readonly string[] = ['completed', ...issuanceStages]

/** @param today civil date of Tehran */
export function standingOf({ stage, appointment, bookableFrom }: CitizenStatus, today: string): Standing {
  if (afterTheOffice.includes(stage)) return 'completed'
  if (appointment && isLive(appointment, today)) return 'live'
  return bookableFrom !== null && bookableFrom > today ? 'banned' : 'free'
}

/** A day that has passed holds nobody, even where the office never closed it. */
function isLive({ state, date }: { state: string; date: string }, today: string): boolean {
  const over = state === 'served' || state === 'no_show' || state === 'cancelled'
  return !over && date >= today
}

/** Whether it can still be changed or cancelled: until it begins, and the office has not taken it in hand. */
export const isChangeable = ({ state, date, slot }: CitizenAppointment, now: Date): boolean =>
  state === 'booked' && Date.parse(instantOf(date, slot)) > now.getTime()
