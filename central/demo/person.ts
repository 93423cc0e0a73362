import type { Applicant } from '#shared/domain/applicant.ts'
import { addDays, epochDayOf } from '#shared/domain/civil-date.ts'
import { toPersianDigits } from '#shared/domain/digits.ts'
import type { Random } from './random.ts'
import {
  familyNames,
  issuingPlaces,
  landlinePrefixes,
  longestName,
  mensNames,
  mobilePrefixes,
  streets,
  womensNames,
} from './words.ts'

/** Which day's applicant is a case that the screens must cope with, by the place in the day. */
const edgeCases = {
  longName: 11,
  /** The same name at two places, so that only the national code tells them apart. */
  namesakes: [23, 67],
  /** Not valid at the form, but delivered by the central system (domain.md 2.2). */
  repeatedDigits: 38,
  invalidPostalCode: 52,
} as const

const YOUNGEST_DAYS = 15 * 366
const OLDEST_DAYS = 84 * 365

/** Appends the control digit (domain.md 2.2). */
export function nationalCodeOf(nineDigits: string): string {
  let sum = 0
  for (let i = 0; i < 9; i += 1) sum += Number(nineDigits[i]) * (10 - i)
  const remainder = sum % 11
  return `${nineDigits}${remainder < 2 ? remainder : 11 - remainder}`
}

/** A number for each applicant of each day that no other has: a bijection of ten-digit numbers. */
function trackingCodeOf(date: string, index: number): string {
  const place = BigInt(epochDayOf(date)) * 100_000n + BigInt(index)
  const scattered = (place * 6_364_136_223n + 1_442_695_041n) % 10_000_000_000n
  return String(scattered).padStart(10, '0')
}

/** The applicant at a place of a day's list; always the same for the same `random`. */
export function personAt(random: Random, date: string, index: number): Applicant {
  const woman = random.chance(52)
  let firstName = random.pick(woman ? womensNames : mensNames)
  let lastName = random.pick(familyNames)
  const fatherName = random.pick(mensNames)
  let nationalCode = nationalCodeOf(`${random.pick(issuingPlaces)}${random.digits(6)}`)
  const age = YOUNGEST_DAYS + random.below(OLDEST_DAYS - YOUNGEST_DAYS)
  const street = random.pick(streets)
  const house = [1 + random.below(240), 1 + random.below(5), 1 + random.below(20)].map(toPersianDigits)
  const address = `تهران، ${street}، پلاک ${house[0]}، طبقهٔ ${house[1]}، واحد ${house[2]}`
  let postalCode = `1${random.pick(['3', '4', '5', '6'])}${Array.from({ length: 3 }, () =>
    random.pick(['1', '3', '4', '5', '6', '7', '8', '9']),
  ).join('')}${random.digits(5)}`
  const landline = `021${random.pick(landlinePrefixes)}${random.digits(6)}`
  const withoutLandline = random.chance(7)
  const mobile = `${random.pick(mobilePrefixes)}${random.digits(7)}`

  if (index === edgeCases.longName) {
    firstName = longestName.first
    lastName = longestName.last
  }
  if (index === edgeCases.namesakes[0] || index === edgeCases.namesakes[1]) {
    firstName = 'محمد'
    lastName = 'محمدی'
  }
  if (index === edgeCases.repeatedDigits) {
    nationalCode = String(1 + (epochDayOf(date) % 9)).repeat(10)
  }
  if (index === edgeCases.invalidPostalCode) postalCode = `02${postalCode.slice(2)}`

  return {
    nationalCode,
    trackingCode: trackingCodeOf(date, index),
    firstName,
    lastName,
    fatherName,
    birthDate: addDays(date, -age),
    postalCode,
    address,
    landline: withoutLandline ? null : landline,
    mobile,
  }
}
