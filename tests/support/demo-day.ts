import type { OfficeProfile } from '#shared/contract/central.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { parseNationalCode } from '#shared/domain/national-code.ts'
import type { CorrectableField, RequirementItem } from '#shared/domain/requirement.ts'
import type { OfficeRules } from '#shared/domain/rules.ts'
import type { AppointmentState } from '#shared/domain/state.ts'
import { appointment, day, officeId, receptionist } from './domain-fixtures.ts'

/** A made-up day of an office, of any size and the same each time, for tests and pictures of the screens. */

const item = (
  key: string,
  fa: string,
  en: string,
  field: CorrectableField | null,
  reason: string,
): RequirementItem => ({
  key,
  title: { fa, en },
  kind: field === null ? 'physical' : 'information',
  field,
  required: true,
  failReasons: [
    { code: 'absent', title: { fa: 'همراه ندارد', en: 'Not brought' } },
    { code: 'unreadable', title: { fa: reason, en: 'Not usable' } },
  ],
})

const items: RequirementItem[] = [
  item(
    'birth_certificate_original',
    'اصل شناسنامهٔ عکس‌دار',
    'Birth certificate with photo',
    null,
    'عکس مطابقت ندارد',
  ),
  item('postal_code', 'کد پستی', 'Postal code', 'postalCode', 'با نشانی نمی‌خواند'),
  item('residence_address', 'آدرس محل سکونت', 'Address', 'address', 'پلاک و واحد نوشته نشده'),
  item('landline_phone', 'تلفن ثابت', 'Landline', 'landline', 'پاسخ نمی‌دهد'),
  item('mobile_phone', 'تلفن همراه', 'Mobile', 'mobile', 'به نام متقاضی نیست'),
]

export const demoRules: OfficeRules = {
  graceMinutes: 15,
  banDays: 3,
  trackingCodeLength: 10,
  requirementSets: [{ id: 'first_issue', version: 1, requestKind: 'first_issue', items }],
}

export const demoOffice: OfficeProfile = {
  id: officeId,
  code: '72-104',
  name: 'دفتر پیشخوان ۷۲-۱۰۴',
  province: 'تهران',
  city: 'تهران',
  address: 'تهران، خیابان کارگر شمالی، پلاک ۱۸',
  areaCode: '021',
  opensAt: '08:00',
  closesAt: '14:00',
  slotMinutes: 15,
  slotCapacity: 6,
  rules: demoRules,
}

const firstNames =
  'محمدامین زهرا علی‌اصغر نرگس سیده‌فاطمه‌زهرا امیرحسین پریسا رئوف الهام محمدرضا حدیث کیان ساناز مهدی شیما آرش'.split(
    ' ',
  )
const lastNames =
  'رضایی کریمی‌پور حسینی احمدی موسوی‌نژاد قربانی جعفری ضیایی شریفی محمدی یوسفی اسدی بهرامی نوری رستمی پورمحمد کاظمی'.split(
    ' ',
  )
const fatherNames = 'عباس حسین سیدکاظم محمود سیدرضا قربان نادر صلاح‌الدین اکبر محمد یوسف بهرام'.split(' ')

/** The index as a valid national code. */
function nationalCode(index: number): string {
  const nine = String(9_384_937 + index * 104_729)
    .padStart(9, '0')
    .slice(-9)
  for (let control = 0; control < 10; control += 1) {
    const parsed = parseNationalCode(`${nine}${control}`)
    if (parsed.ok) return parsed.value
  }
  return `${nine}0`
}

const settled: readonly AppointmentState[] = [
  'served',
  'served',
  'no_show',
  'served',
  'documents_complete',
  'served',
  'documents_incomplete',
]
const running: readonly AppointmentState[] = [
  'arrived',
  'booked',
  'documents_incomplete',
  'arrived',
  'booked',
]

function stateAt(index: number, count: number): AppointmentState {
  const part = index / count
  if (index % 37 === 36) return 'cancelled'
  if (part < 0.3) return settled[index % settled.length] ?? 'served'
  return part < 0.42 ? (running[index % running.length] ?? 'arrived') : 'booked'
}

const minutesOf = (at: number) =>
  `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`

/** `count` appointments of one day in slots of a quarter of an hour, the first third of them worked already. */
export function demoAppointments(count: number, date: string = day): Appointment[] {
  const perSlot = Math.max(6, Math.ceil(count / 26))
  let queue = 0
  return Array.from({ length: count }, (_, index): Appointment => {
    const state = stateAt(index, count)
    const came = state !== 'booked' && state !== 'no_show' && state !== 'cancelled'
    if (came) queue += 1
    const id = `018f0000-0000-7000-a000-${(Number(date.replaceAll('-', '')) * 100_000 + index).toString(16).padStart(12, '0')}`
    return appointment({
      id,
      date,
      slot: minutesOf(480 + Math.floor(index / perSlot) * 15),
      state,
      queueNumber: came ? queue : null,
      arrivedOn: came ? date : null,
      arrivedAt: came ? `${date}T06:40:00.000Z` : null,
      checkedInBy: came ? receptionist : null,
      applicant: {
        ...appointment().applicant,
        nationalCode: nationalCode(index),
        trackingCode: String(4_820_917_735 + index * 37),
        firstName: (firstNames[(index * 7) % firstNames.length] ?? '').replace('سیده‌', 'سیده '),
        lastName: lastNames[(index * 5) % lastNames.length] ?? '',
        fatherName: fatherNames[(index * 3) % fatherNames.length] ?? '',
        mobile: index % 23 === 22 ? null : `0912${String(3_058_071 + index * 811).padStart(7, '0')}`,
      },
    })
  })
}
