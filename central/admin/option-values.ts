import { userInfo } from 'node:os'
import { isIsoDate } from '#shared/domain/civil-date.ts'
import { normalizeNumeric, toAsciiDigits } from '#shared/domain/digits.ts'
import { isStorable } from '#shared/domain/free-text.ts'
import { parseJalali, weekdayNames } from '#shared/domain/jalali.ts'
import { parseNationalCode } from '#shared/domain/national-code.ts'
import { normalizeText } from '#shared/domain/persian-text.ts'
import { type Role, roles } from '#shared/domain/state.ts'
import { instantOf } from '#shared/domain/tehran-time.ts'
import { AdminError } from './admin-error.ts'

/** Readers of what is typed behind an option: either set of digits, either kaf and yeh; stored form comes out. */

export const refuseValue = (message: string): AdminError => new AdminError('option_invalid', message)

const storedText =
  (spell: (typed: string) => string) =>
  (longest: number, shortest = 1) =>
  (typed: string): string => {
    const value = spell(typed)
    if (value.length < shortest || value.length > longest || !isStorable(value)) {
      throw refuseValue(`is a text of ${shortest} to ${longest} characters`)
    }
    return value
  }

/** A name or address of at most `longest` characters, in the one spelling that is stored and searched. */
export const text = storedText(normalizeText)

/** Sentences for people to read: as they were typed. */
export const prose = storedText((typed) => typed.trim().normalize('NFC'))

export const integer =
  (least: number, most: number) =>
  (typed: string): number => {
    const digits = toAsciiDigits(typed).trim()
    const value = Number(digits)
    if (!/^[0-9]+$/.test(digits) || value < least || value > most) {
      throw refuseValue(`is a number from ${least} to ${most}`)
    }
    return value
  }

/** A civil date, ISO `2026-11-27` or Persian `1405/09/06`. */
export function date(typed: string): string {
  const ascii = toAsciiDigits(typed).trim()
  if (/^(?:19|2[0-4])[0-9]{2}-/.test(ascii)) {
    if (isIsoDate(ascii)) return ascii
    throw refuseValue('is no date of the calendar')
  }
  const read = parseJalali(typed)
  if (!read.ok) throw refuseValue('is a date such as 1405/09/06 or 2026-11-27')
  return read.value
}

/** A time of Tehran, `8:30` or `08:30`. */
export function time(typed: string): string {
  const match = /^([0-9]{1,2}):([0-9]{2})$/.exec(toAsciiDigits(typed).trim())
  const value = `${(match?.[1] ?? '').padStart(2, '0')}:${match?.[2] ?? ''}`
  if (!/^([01][0-9]|2[0-3]):[0-5][0-9]$/.test(value)) throw refuseValue('is a time such as 08:30')
  return value
}

/** An instant: ISO with `Z` or an offset, or a date (its beginning) or date and time of Tehran. */
export function instant(typed: string): Date {
  const ascii = toAsciiDigits(typed).trim()
  if (/^[0-9]{4}-[0-9]{2}-[0-9]{2}T/.test(ascii)) {
    const value = new Date(ascii)
    if (!/(?:Z|[+-][0-9]{2}:[0-9]{2})$/.test(ascii) || Number.isNaN(value.getTime())) {
      throw refuseValue('is an instant such as 2026-11-27T07:00:00Z')
    }
    return value
  }
  const [day = '', hour = '00:00', ...more] = ascii.split(/\s+/)
  if (more.length > 0) throw refuseValue('is a moment such as 1405/09/06 10:30')
  return new Date(instantOf(date(day), time(hour)))
}

export function areaCode(typed: string): string {
  const value = normalizeNumeric(typed)
  if (!/^0[1-9][0-9]$/.test(value)) throw refuseValue('is an area code such as 021')
  return value
}

export function id(typed: string): string {
  const value = typed.trim().toLowerCase()
  if (!/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(value))
    throw refuseValue('is an id as lists show it')
  return value
}

/** An office's code, as on its sign: `72-104`. */
export function officeCode(typed: string): string {
  const value = toAsciiDigits(normalizeText(typed)).replace(/[\u2010-\u2015\u2212]/g, '-')
  if (!/^[0-9A-Za-z-]{1,20}$/.test(value)) throw refuseValue('is a code such as 72-104')
  return value
}

/** Names are typed on keyboards of either language: Latin small letters only, so that one name is one spelling. */
export function username(typed: string): string {
  const value = toAsciiDigits(typed).trim().toLowerCase()
  if (!/^[a-z0-9][a-z0-9._-]{1,59}$/.test(value)) {
    throw refuseValue('is made of Latin letters, digits, dot, hyphen and underscore, 2 to 60 of them')
  }
  return value
}

const wordsOf = (typed: string) => typed.split(/[,،]/).map((word) => word.trim())

export function roleList(typed: string): Role[] {
  const words = wordsOf(typed)
  const chosen = roles.filter((role) => words.includes(role))
  if (chosen.length === 0 || words.some((word) => !(roles as readonly string[]).includes(word))) {
    throw refuseValue(`names roles, separated by commas: ${roles.join(', ')}`)
  }
  return chosen
}

const weekdayWords = new Map<string, number>(
  weekdayNames.en.flatMap((name, index) => [
    [String(index), index] as const,
    [name.toLowerCase(), index] as const,
    [name.slice(0, 3).toLowerCase(), index] as const,
    [plainWord(weekdayNames.fa[index] ?? ''), index] as const,
  ]),
)

function plainWord(word: string): string {
  return toAsciiDigits(normalizeText(word))
    .toLowerCase()
    .replace(/[\s\u200C]/g, '')
}

/** Weekdays by name (`saturday`, `sat`, «شنبه») or number (0 is Saturday), separated by commas. */
export function weekdays(typed: string): number[] {
  const days = wordsOf(typed).map((word) => weekdayWords.get(plainWord(word)))
  if (days.length === 0 || days.some((day) => day === undefined)) {
    throw refuseValue('names weekdays, separated by commas: sat, sun, mon, tue, wed, thu, fri')
  }
  return [...new Set(days.filter((day) => day !== undefined))].sort()
}

export function yesOrNo(typed: string): boolean {
  const word = typed.trim().toLowerCase()
  if (word !== 'yes' && word !== 'no') throw refuseValue('is yes or no')
  return word === 'yes'
}

/** `-` stands for standard input, which neither a shell's history nor a list of processes keeps. */
export function nationalCode(typed: string): string {
  if (typed.trim() === '-') return '-'
  const read = parseNationalCode(typed, { allowRepeated: true })
  if (!read.ok) throw refuseValue('is no national code: ten digits with a control digit')
  return read.value
}

/** As registrations store it; its length is the central system's affair. */
export function trackingCode(typed: string): string {
  const value = normalizeNumeric(typed)
  if (!/^[0-9]{5,20}$/.test(value)) throw refuseValue('is a tracking code: digits only')
  return value
}

/** A version of the application such as `1.4.0`, or `none` for no such demand. */
export function appVersion(typed: string): { leastAppVersion: string | null } {
  const value = toAsciiDigits(typed).trim().toLowerCase()
  if (value === 'none') return { leastAppVersion: null }
  if (!/^[0-9]+\.[0-9]+\.[0-9]+$/.test(value)) throw refuseValue('is a version such as 1.4.0, or none')
  return { leastAppVersion: value }
}

/** Whoever is logged in to this machine. */
export function accountName(): string {
  try {
    return userInfo().username
  } catch {
    throw new AdminError('usage', 'this account has no name: give --as NAME')
  }
}
