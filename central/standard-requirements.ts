import type { FailReason, RequirementItem, RequirementSet } from '#shared/domain/requirement.ts'
import { requestKinds } from '#shared/domain/requirement.ts'

const reason = (code: string, fa: string, en: string): FailReason => ({ code, title: { fa, en } })

const notGiven = reason('not_given', 'اعلام نشد', 'Not given')

/** What is asked of every applicant (DESIGN 3): one paper to look at, four values to confirm (domain.md 1.3). */
const items: RequirementItem[] = [
  {
    key: 'birth_certificate_original',
    title: { fa: 'اصل شناسنامهٔ عکس‌دار', en: 'Original birth certificate with photo' },
    kind: 'physical',
    field: null,
    required: true,
    failReasons: [
      reason('not_brought', 'همراه نیاورده', 'Not brought'),
      reason('no_photo', 'عکس ندارد', 'Has no photo'),
      reason('unreadable', 'ناخوانا', 'Unreadable'),
      reason('damaged', 'مخدوش یا پاره', 'Altered or torn'),
      reason('copy_only', 'فقط تصویر همراه دارد', 'Only a copy was brought'),
      reason('other_person', 'متعلق به شخص دیگر', 'Belongs to another person'),
    ],
  },
  {
    key: 'postal_code',
    title: { fa: 'کد پستی', en: 'Postal code' },
    kind: 'information',
    field: 'postalCode',
    required: true,
    failReasons: [
      notGiven,
      reason('not_of_address', 'با آدرس هم‌خوانی ندارد', 'Does not match the address'),
      reason('not_ten_digits', 'ده رقمی نیست', 'Is not ten digits'),
    ],
  },
  {
    key: 'residence_address',
    title: { fa: 'آدرس محل سکونت', en: 'Residence address' },
    kind: 'information',
    field: 'address',
    required: true,
    failReasons: [
      notGiven,
      reason('no_number_or_unit', 'پلاک و واحد نوشته نشده', 'House number or flat is missing'),
      reason('old_address', 'آدرس قدیمی است', 'Is an old address'),
      reason('workplace', 'آدرس محل کار است', 'Is the address of the workplace'),
    ],
  },
  {
    key: 'landline_phone',
    title: { fa: 'تلفن ثابت', en: 'Landline number' },
    kind: 'information',
    field: 'landline',
    required: true,
    failReasons: [
      notGiven,
      reason('does_not_answer', 'پاسخ نمی‌دهد', 'Does not answer'),
      reason('other_household', 'متعلق به نشانی دیگر', 'Belongs to another address'),
    ],
  },
  {
    key: 'mobile_phone',
    title: { fa: 'تلفن همراه', en: 'Mobile number' },
    kind: 'information',
    field: 'mobile',
    required: true,
    failReasons: [
      notGiven,
      reason('not_own', 'به نام متقاضی یا بستگان او نیست', 'Belongs neither to the applicant nor to family'),
      reason('switched_off', 'خاموش یا واگذارشده', 'Switched off or given away'),
    ],
  },
]

/** For each kind of request the same; an operator adds what the law changes. */
export const standardRequirementSets: RequirementSet[] = requestKinds.map((requestKind) => ({
  id: requestKind,
  version: 1,
  requestKind,
  items,
}))
