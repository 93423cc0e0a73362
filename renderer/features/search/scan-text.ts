import { toAsciiDigits } from '#shared/domain/digits.ts'
import { codeOf, codesIn } from './codes-in.ts'
import { byCharacter, byPlace, layoutNames } from './keyboard-layouts.ts'

/** One key of a scan, as the browser tells it. */
export type Stroke = { key: string; code: string; shiftKey: boolean }

const isAscii = (characters: readonly string[]) => characters.every((text) => /^[\x20-\x7E]*$/.test(text))

/**
 * What may have stood on the label, most likely first, a character for each key. When every character is Latin, or a
 * digit of any script, the characters are right. Otherwise another layout was active: the places of the keys tell what
 * the scanner meant, and where they are not told (a remote desktop, a scanner that sends characters) each layout's
 * characters are read back.
 */
export function readingsOf(strokes: readonly Stroke[]): readonly (readonly string[])[] {
  const typed = strokes.map(({ key }) => toAsciiDigits(key))
  if (isAscii(typed)) return [typed]
  const placed = strokes.map(({ code, shiftKey }) => byPlace(code, shiftKey) ?? '')
  const read = layoutNames.map((name) =>
    strokes.map(({ key }) => byCharacter(key, name) ?? toAsciiDigits(key)),
  )
  return [...(placed.includes('') ? [] : [placed]), ...read, typed]
}

/** National codes may have lost two zeros on the way (domain.md 2.2); nothing shorter is a code. */
const CODE = /^[0-9]{8,20}$/

/** A code, and the number of the key with which the label began. */
export type Scanned = { code: string; from: number }

/** Digits and hyphens at the end: what a hand had typed just before does not belong to the label. */
function atTheEnd(characters: readonly string[]): Scanned | null {
  let from = characters.length
  while (from > 0 && /^[0-9-]$/.test(characters[from - 1] ?? '')) from -= 1
  const code = codeOf(characters.slice(from).join(''))
  return code !== null && CODE.test(code) ? { code, from } : null
}

/** The code of a scan: the whole label where it is digits alone, otherwise the one that stands in it; null for none. */
export function codeOfScan(strokes: readonly Stroke[]): Scanned | null {
  const readings = readingsOf(strokes)
  for (const characters of readings) {
    const text = characters.join('')
    const whole = codeOf(text)
    if (whole !== null && CODE.test(whole)) return { code: whole, from: 0 }
    const [within] = codesIn(text)
    if (within !== undefined) return { code: within, from: 0 }
  }
  for (const characters of readings) {
    const end = atTheEnd(characters)
    if (end) return end
  }
  return null
}
