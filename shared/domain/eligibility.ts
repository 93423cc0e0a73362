import { epochDayOf } from './civil-date.ts'
import { fromJalali, jalaliMonthLength, toJalali } from './jalali.ts'

/** The card is for Iranians of 15 full years (domain.md 1.2). */
const MINIMUM_AGE = 15

/**
 * The ISO date on which someone is 15 full Jalali years old. Born on 30 Esfand of a leap year: 29 Esfand where the
 * fifteenth year has no 30th (domain.md 1.2, the decision taken there).
 */
export function fifteenthBirthdayOf(birthIso: string): string {
  const birth = toJalali(birthIso)
  const year = birth.year + MINIMUM_AGE
  return fromJalali({ ...birth, year, day: Math.min(birth.day, jalaliMonthLength(year, birth.month)) })
}

/** Whether someone born on `birthIso` is 15 full years old on the civil date `onIso` (domain.md 1.2). */
export function isFifteenOn(birthIso: string, onIso: string): boolean {
  return epochDayOf(fifteenthBirthdayOf(birthIso)) <= epochDayOf(onIso)
}
