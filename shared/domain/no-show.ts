import { addDays } from './jalali.ts'
import { instantOf } from './tehran-time.ts'

/**
 * First civil date on which booking is allowed again: a no-show on D bans D+1 … D+banDays
 * (domain.md 1.6; civil days of Tehran, holidays count).
 */
export function bookableFrom(missedDate: string, banDays: number): string {
  return addDays(missedDate, banDays + 1)
}

/** True when booking on `date` falls into the ban. */
export function isBanned(date: string, firstBookable: string | null): boolean {
  return firstBookable !== null && date < firstBookable
}

/** The instant from which a booked applicant counts as missing: the slot's start and its grace period. */
export function noShowFrom(date: string, slot: string, graceMinutes: number): string {
  return new Date(Date.parse(instantOf(date, slot)) + graceMinutes * 60_000).toISOString()
}
