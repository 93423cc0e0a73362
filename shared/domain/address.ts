import { hasPersianLetters, normalizeText } from './persian-text.ts'
import { invalid, type Validation, valid } from './validation.ts'

const MIN_LENGTH = 10
const MAX_LENGTH = 300

/** Control characters, halves of surrogate pairs, private use: never part of an address, and unprintable. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Co}]/u

/** Reads a residence address into normalised text: 10–300 characters, with Persian letters among them. */
export function parseAddress(input: string): Validation {
  const address = normalizeText(input)
  if (address === '') return invalid('required')
  if (UNPRINTABLE.test(address) || !hasPersianLetters(address)) return invalid('address_format')
  const { length } = [...address]
  if (length < MIN_LENGTH || length > MAX_LENGTH) return invalid('address_length')
  return valid(address)
}
