import type { IneligibilityReason } from '#shared/contract/citizen.ts'
import { isFifteenOn } from '#shared/domain/eligibility.ts'
import { searchKey } from '#shared/domain/persian-text.ts'
import type { RegistrationDetails } from '#shared/domain/registration-form.ts'
import type { RegistryPerson } from '../registry/civil-registry.ts'

/**
 * Why somebody may not register on a day, by what the civil registry knows (domain.md 1.2); null when they may. Nothing of
 * the registry is told to who does not match it. Whether there is a live registration is the database's question, after
 * this one.
 */
export function ineligibilityOf(
  details: RegistrationDetails,
  person: RegistryPerson | null,
  today: string,
): Exclude<IneligibilityReason, 'live_registration'> | null {
  if (!person) return 'not_in_registry'
  if (!matches(details, person)) return 'registry_mismatch'
  if (!person.iranian) return 'not_iranian'
  if (person.deceased) return 'deceased'
  if (!isFifteenOn(person.birthDate, today)) return 'under_age'
  if (details.requestKind === 'first_issue') return person.hasCard ? 'has_card' : null
  return person.hasCard ? null : 'has_no_card'
}

function matches(details: RegistrationDetails, person: RegistryPerson): boolean {
  return (
    details.nationalCode === person.nationalCode &&
    sameName(details.firstName, person.firstName) &&
    sameName(details.lastName, person.lastName) &&
    sameName(details.fatherName, person.fatherName) &&
    details.birthDate === person.birthDate &&
    withoutZeros(details.certificateNumber) === withoutZeros(person.certificateNumber) &&
    details.certificateSerial === person.certificateSerial &&
    details.gender === person.gender
  )
}

/** A name is typed in many ways: with or without ZWNJ, hamza, Arabic letters. */
const sameName = (typed: string, known: string) => searchKey(typed) === searchKey(known)

/** It is a number: later births carry the national code as theirs, whose leading zeros not everybody writes. */
const withoutZeros = (number: string) => number.replace(/^0+(?=.)/, '')
