import { isPersianName, normalizeText } from './persian-text.ts'
import { invalid, type Validation, valid } from './validation.ts'

const MIN_LENGTH = 2
const MAX_LENGTH = 50

/**
 * Reads a name or surname (domain.md 2.1): Persian letters, single spaces or ZWNJ between words, 2–50 characters.
 * For typed names; what the registry delivered is shown as it is, at most with a warning.
 */
export function parsePersonName(input: string): Validation {
  const name = normalizeText(input)
  if (name === '') return invalid('required')
  if (!isPersianName(name)) return invalid('name_format')
  if (name.length < MIN_LENGTH || name.length > MAX_LENGTH) return invalid('name_length')
  return valid(name)
}
