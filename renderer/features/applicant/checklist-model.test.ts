import { describe, expect, it } from 'vitest'
import type { Verdict } from '#shared/domain/event.ts'
import { appointment, documentsClerk, items } from '#tests/support/domain-fixtures.ts'
import { checklistOf, nextUndecided } from './checklist-model.ts'

const withVerdicts = (verdicts: Record<string, Verdict>, changes = {}) =>
  checklistOf(
    appointment({
      state: 'arrived',
      decisions: Object.entries(verdicts).map(([item, verdict]) => ({
        item,
        verdict,
        reasonCode: verdict === 'failed' ? 'absent' : null,
        note: null,
        by: documentsClerk,
        at: '2026-11-22T07:00:00.000Z',
        eventId: '018f0000-0000-7000-9000-000000000001',
      })),
      ...changes,
    }),
    items,
  )
const keys = (list: readonly { key: string }[]) => list.map(({ key }) => key)

describe('checklistOf', () => {
  it('counts what is decided and names what is missing', () => {
    const checklist = withVerdicts({
      birth_certificate_original: 'accepted',
      postal_code: 'failed',
      landline_phone: 'waived',
    })
    expect([checklist.decided, checklist.total]).toEqual([3, 5])
    expect(keys(checklist.undecided)).toEqual(['residence_address', 'mobile_phone'])
    expect(keys(checklist.missing)).toEqual(['postal_code', 'residence_address', 'mobile_phone'])
    expect(keys(checklist.failed)).toEqual(['postal_code'])
  })

  it('does not take a missing or malformed value for acceptable', () => {
    const { applicant } = appointment()
    const checklist = withVerdicts({}, { applicant: { ...applicant, landline: null, postalCode: '123' } })
    expect(checklist.lines.map((line) => [line.item.key, line.acceptable])).toEqual([
      ['birth_certificate_original', true],
      ['postal_code', false],
      ['residence_address', true],
      ['landline_phone', false],
      ['mobile_phone', true],
    ])
  })

  it('leaves an optional item out of the count', () => {
    const optional = items.map((item) =>
      item.key === 'landline_phone' ? { ...item, required: false } : item,
    )
    const checklist = checklistOf(appointment({ state: 'arrived' }), optional)
    expect(checklist.total).toBe(4)
    expect(keys(checklist.missing)).not.toContain('landline_phone')
  })
})

describe('nextUndecided', () => {
  it('goes on below, then comes back to what was passed over', () => {
    const checklist = withVerdicts({ residence_address: 'accepted' })
    expect(nextUndecided(checklist, null)).toBe('birth_certificate_original')
    expect(nextUndecided(checklist, 'postal_code')).toBe('landline_phone')
    expect(nextUndecided(checklist, 'mobile_phone')).toBe('birth_certificate_original')
  })

  it('is null when everything is decided', () => {
    const all = withVerdicts(Object.fromEntries(items.map(({ key }) => [key, 'accepted' as const])))
    expect(nextUndecided(all, 'postal_code')).toBeNull()
    expect(nextUndecided(all, null)).toBeNull()
  })
})
