import { toAsciiDigits } from '#shared/domain/digits.ts'

/**
 * Puts the strokes into a Jalali date while it is typed: 13700105 becomes 1370/01/05. What somebody types with strokes,
 * or anything else, stays as it is; digits stay in their script.
 */
export function maskJalali(typed: string, before: string): string {
  const isDigits = /^[0-9]{5,8}$/.test(toAsciiDigits(typed))
  if (isDigits) return [typed.slice(0, 4), typed.slice(4, 6), typed.slice(6)].filter(Boolean).join('/')
  const growing = typed.length === before.length + 1
  const withMonth = /^([0-9]{4}\/[0-9]{2})([0-9])$/.exec(toAsciiDigits(typed))
  return growing && withMonth ? `${typed.slice(0, 7)}/${typed.slice(7)}` : typed
}
