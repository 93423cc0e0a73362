import { describe, expect, it } from 'vitest'
import type { WalkInField } from './walk-in-details.ts'
import { parseWalkIn, parseWalkInCodes, walkInFields } from './walk-in-details.ts'

const context = { today: '2026-11-22', trackingCodeLength: 10, areaCode: '021' }
const typed = {
  nationalCode: '۰۰۹۳۸۴۹۳۷۰',
  trackingCode: '4820917735',
  firstName: ' فاطمه ',
  lastName: 'موسوي',
  fatherName: 'رضا',
  birthDate: '1989-10-04',
  mobile: '۰۹۱۲ ۰۵۷ ۲۶۴۵',
  postalCode: null,
  address: null,
  landline: '88634712',
}

describe('what is typed of a walk-in', () => {
  it('becomes an applicant in stored form', () => {
    expect(parseWalkIn(typed, context)).toEqual({
      ok: true,
      value: {
        nationalCode: '0093849370',
        trackingCode: '4820917735',
        firstName: 'فاطمه',
        lastName: 'موسوی',
        fatherName: 'رضا',
        birthDate: '1989-10-04',
        mobile: '09120572645',
        postalCode: null,
        address: null,
        landline: '02188634712',
      },
    })
  })
  it('is refused field by field', () => {
    const wrong = Object.fromEntries(walkInFields.map((field) => [field, '1'])) as Record<WalkInField, string>
    expect(parseWalkIn(wrong, context)).toEqual({
      ok: false,
      errors: {
        nationalCode: 'national_code_length',
        trackingCode: 'tracking_code_format',
        firstName: 'name_format',
        lastName: 'name_format',
        fatherName: 'name_format',
        birthDate: 'jalali_date_invalid',
        mobile: 'mobile_format',
        postalCode: 'postal_code_length',
        address: 'address_format',
        landline: 'landline_format',
      },
    })
    const born = (birthDate: string) => parseWalkIn({ ...typed, birthDate }, context)
    expect(born('2026-11-23')).toEqual({ ok: false, errors: { birthDate: 'birth_date_in_future' } })
    expect(born('')).toEqual({ ok: false, errors: { birthDate: 'required' } })
  })
  it('needs both codes', () => {
    expect(parseWalkInCodes({ nationalCode: '0093849370', trackingCode: '' }, context)).toEqual({
      ok: false,
      errors: { trackingCode: 'required' },
    })
    expect(parseWalkInCodes(typed, context)).toEqual({
      ok: true,
      value: { nationalCode: '0093849370', trackingCode: '4820917735' },
    })
  })
})
