import { expect, test } from 'vitest'
import { registered } from '#tests/support/registrations.ts'
import type { RegistryPerson } from '../registry/civil-registry.ts'
import { ineligibilityOf } from './eligibility.ts'

const today = '2026-11-22'
const known: RegistryPerson = { ...registered, iranian: true, deceased: false, hasCard: false }
const of = (person: Partial<RegistryPerson> | null, typed: Partial<typeof registered> = {}) =>
  ineligibilityOf({ ...registered, ...typed }, person && { ...known, ...person }, today)

test('whom the registry knows, as they say they are, may register', () => {
  expect(of({})).toBeNull()
})

test.each<[string, Partial<RegistryPerson> | null, string]>([
  ['unknown', null, 'not_in_registry'],
  ['of another name', { firstName: 'زهرا' }, 'registry_mismatch'],
  ['of another surname', { lastName: 'کریمی' }, 'registry_mismatch'],
  ['of another father', { fatherName: 'علی' }, 'registry_mismatch'],
  ['born on another day', { birthDate: '1990-04-11' }, 'registry_mismatch'],
  ['with another certificate', { certificateNumber: '1235' }, 'registry_mismatch'],
  ['with another serial', { certificateSerial: '123450' }, 'registry_mismatch'],
  ['of the other gender', { gender: 'male' }, 'registry_mismatch'],
  ['not Iranian', { iranian: false }, 'not_iranian'],
  ['deceased', { deceased: true }, 'deceased'],
  ['with a card', { hasCard: true }, 'has_card'],
])('who is %s may not', (_what, person, reason) => {
  expect(of(person)).toBe(reason)
})

test('who does not match learns nothing else of the person', () => {
  expect(of({ lastName: 'کریمی', deceased: true, hasCard: true, iranian: false })).toBe('registry_mismatch')
})

test.each([
  ['فاطمه زهرا', 'فاطمه‌زهرا'],
  ['مومن', 'مؤمن'],
  ['رئوف', 'رئوف'],
  ['ضيا', 'ضیاء'],
])('%s is %s', (typed, firstName) => {
  expect(of({ firstName }, { firstName: typed })).toBeNull()
})

test('the number of the certificate is a number; the serial is six digits', () => {
  expect(of({ certificateNumber: '93849370' }, { certificateNumber: '0093849370' })).toBeNull()
  expect(of({ certificateNumber: '0' }, { certificateNumber: '0' })).toBeNull()
  expect(of({ certificateNumber: '0' }, { certificateNumber: '1' })).toBe('registry_mismatch')
})

test.each([
  ['15 full years today', '2011-11-22', null],
  ['15 tomorrow', '2011-11-23', 'under_age'],
])('%s', (_what, birthDate, reason) => {
  expect(of({ birthDate }, { birthDate })).toBe(reason)
})

test.each(['replacement', 'exchange'] as const)('%s is for those who have a card', (requestKind) => {
  expect(of({}, { requestKind })).toBe('has_no_card')
  expect(of({ hasCard: true }, { requestKind })).toBeNull()
})
