import { describe, expect, it } from 'vitest'
import {
  applicantOf,
  emptyRegistrationForm,
  parseRegistration,
  type RegistrationForm,
} from './registration.ts'

const today = '2026-11-22'
const form: RegistrationForm = {
  nationalCode: '۰۰۹-۳۸۴۹۳۷-۰',
  firstName: 'فاطمه‌زهرا',
  lastName: 'موسوي',
  fatherName: 'سيدرضا',
  birthDate: '۱۳۷۰/۰۱/۰۵',
  certificateNumber: '۱۲۳',
  certificateSerial: '۰۴۵۶۷۸',
  gender: 'female',
  postalCode: '55541-94627',
  address: 'تهران، خیابان کارگر شمالی، پلاک ۱۲، واحد ۳',
  landline: '88634712',
  mobile: '+989120572645',
  requestKind: 'first_issue',
}

describe('the registration form', () => {
  it('is read into stored form', () => {
    expect(parseRegistration(form, { today, areaCode: '021' })).toEqual({
      ok: true,
      value: {
        nationalCode: '0093849370',
        firstName: 'فاطمه‌زهرا',
        lastName: 'موسوی',
        fatherName: 'سیدرضا',
        birthDate: '1991-03-25',
        certificateNumber: '123',
        certificateSerial: '045678',
        gender: 'female',
        postalCode: '5554194627',
        address: 'تهران، خیابان کارگر شمالی، پلاک ۱۲، واحد ۳',
        landline: '02188634712',
        mobile: '09120572645',
        requestKind: 'first_issue',
      },
    })
  })
  it('tells what is wrong with each field at once', () => {
    const read = parseRegistration(
      {
        ...form,
        nationalCode: '1111111111',
        birthDate: '۱۴۰۵/۰۹/۰۲',
        certificateNumber: '12345678901',
        certificateSerial: '12',
        gender: 'x',
        landline: '88634712',
        mobile: '0812',
      },
      { today },
    )
    expect(read).toEqual({
      ok: false,
      errors: {
        nationalCode: 'national_code_repeated',
        birthDate: 'birth_date_in_future',
        certificateNumber: 'certificate_number_format',
        certificateSerial: 'certificate_serial_format',
        gender: 'choice_required',
        landline: 'landline_area_code_missing',
        mobile: 'mobile_format',
      },
    })
  })
  it('requires every field', () => {
    const read = parseRegistration(emptyRegistrationForm, { today })
    expect(read.ok ? [] : Object.keys(read.errors)).toHaveLength(Object.keys(form).length)
  })
  it('gives an appointment what it carries', () => {
    const read = parseRegistration(form, { today, areaCode: '021' })
    if (!read.ok) throw new Error('valid')
    expect(applicantOf(read.value, '0123456789')).toMatchObject({
      nationalCode: '0093849370',
      trackingCode: '0123456789',
      mobile: '09120572645',
    })
  })
})
