import { describe, expect, test } from 'vitest'
import { officeProfileSchema } from '#shared/contract/central.ts'
import { parseAddress } from '#shared/domain/address.ts'
import { appointmentSchema } from '#shared/domain/appointment.ts'
import { parseCertificateSerial } from '#shared/domain/birth-certificate.ts'
import { addDays } from '#shared/domain/civil-date.ts'
import { isFifteenOn } from '#shared/domain/eligibility.ts'
import { areaCodes, parseLandline } from '#shared/domain/landline.ts'
import { parseMobile } from '#shared/domain/mobile.ts'
import { parseNationalCode } from '#shared/domain/national-code.ts'
import { normalizeText } from '#shared/domain/persian-text.ts'
import { parsePostalCode } from '#shared/domain/postal-code.ts'
import { registrationDetailsSchema } from '#shared/domain/registration.ts'
import { requirementItems } from '#shared/domain/rules.ts'
import { slotTimes } from '#shared/domain/slots.ts'
import { parseTrackingCode } from '#shared/domain/tracking-code.ts'
import { appointmentsOf, usualDay } from './day.ts'
import { demoOffice } from './office.ts'
import { otherDemoOffices } from './other-offices.ts'
import { detailsOf } from './registrations.ts'

const date = '2026-11-22'
const week = Array.from({ length: 7 }, (_, ahead) => appointmentsOf(addDays(date, ahead), 0, usualDay)).flat()
const ok = (value: string) => ({ ok: true, value })

describe('the demonstration', () => {
  test('is the same each time, and the same people come however many are asked for', () => {
    expect(appointmentsOf(date, 0, usualDay)).toEqual(appointmentsOf(date, 0, usualDay))
    const few = appointmentsOf(date, 0, 10).map(({ applicant }) => applicant)
    const many = appointmentsOf(date, 0, 500).map(({ applicant }) => applicant)
    expect(many.slice(0, 10)).toEqual(few)
    expect(appointmentsOf(date, 3, 2).map(({ applicant }) => applicant)).toEqual(few.slice(3, 5))
  })

  test('has an office and appointments that fit the contract', () => {
    officeProfileSchema.parse(demoOffice)
    for (const appointment of week) {
      appointmentSchema.parse({ ...appointment, revision: 1 })
      expect(requirementItems(demoOffice.rules, appointment.requirementSet)).toHaveLength(5)
    }
    for (const { items } of demoOffice.rules.requirementSets) {
      expect(items.map(({ key }) => key)).toEqual([
        'birth_certificate_original',
        'postal_code',
        'residence_address',
        'landline_phone',
        'mobile_phone',
      ])
    }
  })

  test('stays within the capacity of the day and of each slot, from 08:00 to 13:45', () => {
    const taken = new Map<string, number>()
    for (const { date: on, slot } of week) taken.set(`${on} ${slot}`, (taken.get(`${on} ${slot}`) ?? 0) + 1)
    const slots = [...new Set(week.map(({ slot }) => slot))].sort()
    expect([slots.length, slots[0], slots.at(-1)]).toEqual([24, '08:00', '13:45'])
    expect(Math.max(...taken.values())).toBeLessThanOrEqual(demoOffice.slotCapacity)
    expect(Math.min(...taken.values())).toBeGreaterThan(0)
  })

  test('holds valid values in their stored form, but for the cases that are meant to be odd', () => {
    let invalidPostalCodes = 0
    for (const { applicant } of week) {
      const { nationalCode, trackingCode, address, postalCode, landline, mobile, birthDate } = applicant
      expect(parseNationalCode(nationalCode, { allowRepeated: true })).toEqual(ok(nationalCode))
      expect(parseTrackingCode(trackingCode)).toEqual(ok(trackingCode))
      expect(parseAddress(address ?? '')).toEqual(ok(address ?? ''))
      expect(parseMobile(mobile ?? '')).toEqual(ok(mobile ?? ''))
      if (landline !== null) expect(parseLandline(landline)).toEqual(ok(landline))
      if (!parsePostalCode(postalCode ?? '').ok) invalidPostalCodes += 1
      expect(isFifteenOn(birthDate, date)).toBe(true)
      for (const name of [applicant.firstName, applicant.lastName, applicant.fatherName]) {
        expect(normalizeText(name)).toBe(name)
      }
    }
    expect(invalidPostalCodes).toBe(7)
  })

  test('gives nobody the tracking code or the id of another', () => {
    const thousands = [
      ...week,
      ...appointmentsOf(date, usualDay, 5000),
      ...appointmentsOf('2027-01-01', 0, 5000),
    ]
    expect(new Set(thousands.map(({ applicant }) => applicant.trackingCode)).size).toBe(thousands.length)
    expect(new Set(thousands.map(({ id }) => id)).size).toBe(thousands.length)
  })

  test('has the odd cases every day', () => {
    for (let ahead = 0; ahead < 7; ahead += 1) {
      const people = appointmentsOf(addDays(date, ahead), 0, usualDay).map(({ applicant }) => applicant)
      const names = people.map(({ firstName, lastName }) => `${firstName} ${lastName}`)
      expect(people.some(({ firstName }) => firstName.includes('\u200c'))).toBe(true)
      expect(Math.max(...names.map((name) => name.length))).toBeGreaterThan(55)
      expect(names.filter((name) => name === 'محمد محمدی').length).toBeGreaterThanOrEqual(2)
      expect(people.some(({ landline }) => landline === null)).toBe(true)
      expect(people.filter(({ nationalCode }) => /^(.)\1{9}$/.test(nationalCode))).toHaveLength(1)
    }
  })
})

describe('the other offices', () => {
  test('fit the contract and lie elsewhere', () => {
    for (const office of otherDemoOffices) {
      officeProfileSchema.parse(office)
      expect(slotTimes(office, office.slotMinutes).length).toBeGreaterThan(10)
      expect(areaCodes).toContainEqual(
        expect.objectContaining({ code: office.areaCode, province: office.province }),
      )
    }
    expect(new Set([demoOffice, ...otherDemoOffices].map(({ city }) => city)).size).toBe(3)
  })
})

test('everybody of the week has registered with a form that is valid, but for the odd cases', () => {
  const details = week.map(detailsOf)
  for (const person of details) registrationDetailsSchema.parse(person)
  expect(details.filter(({ postalCode }) => !parsePostalCode(postalCode).ok)).toHaveLength(7)
  for (const { landline, mobile, certificateSerial } of details) {
    expect(parseLandline(landline).ok && parseMobile(mobile).ok).toBe(true)
    expect(parseCertificateSerial(certificateSerial)).toEqual(ok(certificateSerial))
  }
  expect(week.map(detailsOf)).toEqual(details)
})
