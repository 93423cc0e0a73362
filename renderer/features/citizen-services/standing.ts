import type { CitizenStatus } from '#shared/contract/citizen.ts'

/** What can be done about a citizen's booking now. */
export type Standing = 'free' | 'booked' | 'in_office' | 'banned' | 'completed'

/**
 * How a citizen stands. An appointment of a day that has passed and was never closed keeps nobody from booking: the
 * central system lets it go when another is booked.
 */
export function standingOf({ appointment, bookableFrom, stage }: CitizenStatus, today: string): Standing {
  if (appointment?.state === 'booked' && appointment.date >= today) return 'booked'
  if (appointment?.state === 'served' || stage === 'completed') return 'completed'
  if (
    appointment &&
    ['arrived', 'documents_incomplete', 'documents_complete'].includes(appointment.state) &&
    appointment.date >= today
  ) {
    return 'in_office'
  }
  return bookableFrom !== null && bookableFrom > today ? 'banned' : 'free'
}
