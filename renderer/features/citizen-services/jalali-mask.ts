import { toAsciiDigits } from '#shared/domain/digits.ts'

/** Digits of year, month and day. */
const widths = [4, 2, 2] as const

/**
 * A date as it is being typed, with its slashes: `13700105` becomes `1370/01/05`. Slashes that the hand types are kept,
 * so that 1370/1/5 works too; none is put behind the last digit, so that Backspace is never undone.
 */
export function maskJalali(typed: string): string {
  const parts: string[] = ['']
  for (const sign of toAsciiDigits(typed)) {
    const at = parts.length - 1
    const part = parts[at] ?? ''
    const isLast = at === widths.length - 1
    if (/[0-9]/.test(sign)) {
      if (part.length < (widths[at] ?? 0)) parts[at] = part + sign
      else if (!isLast) parts.push(sign)
    } else if (/[-/.٫\u2010-\u2015]/.test(sign) && part !== '' && !isLast) parts.push('')
  }
  return parts.join('/')
}
