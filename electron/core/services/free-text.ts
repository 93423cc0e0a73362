import { reasonSchema } from '#shared/domain/event.ts'
import { controlCharacters } from '#shared/domain/free-text.ts'
import type { RefusalCode } from '#shared/domain/refusal.ts'
import { RefusedError } from './failure.ts'

const everyControl = new RegExp(controlCharacters, 'gu')

/**
 * What a person wrote freely, in a form that every store and every paper takes: halves of surrogate pairs and control
 * characters (a NUL is refused by PostgreSQL) become spaces. Nothing else is changed.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\uFFFD', ' ').replace(everyControl, ' ').trim()
}

/** A reason that still says something when it is clean, three characters at least. Throws `RefusedError`. */
export function cleanReason(reason: string): string {
  const clean = cleanText(reason)
  const code: RefusalCode = 'reason_required'
  if (!reasonSchema.safeParse(clean).success) throw new RefusedError({ code })
  return clean
}
