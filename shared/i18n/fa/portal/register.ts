import type { IneligibilityReason } from '../../../contract/citizen.ts'
import type { Gender, RegistrationField } from '../../../domain/registration-form.ts'

export const register = {
  title: 'ثبت‌نام جدید',
  lead: 'همه را از روی شناسنامه و به فارسی بنویسید. هر مورد همان هنگام نوشتن بررسی می‌شود.',
  request: 'درخواست',
  identity: 'مشخصات شناسنامه‌ای',
  contact: 'نشانی و تماس',
  submit: 'ثبت‌نام و گرفتن کد رهگیری',
  notEligibleHint: 'چرا؟',
  again: 'بازگشت به فرم',
  keptTyped: 'آنچه نوشته‌اید مانده است؛ می‌توانید درستش کنید و دوباره بفرستید.',
} as const

export const field = {
  nationalCode: 'کد ملی',
  firstName: 'نام',
  lastName: 'نام خانوادگی',
  fatherName: 'نام پدر',
  birthDate: 'تاریخ تولد',
  certificateNumber: 'شمارهٔ شناسنامه',
  certificateSerial: 'سریال شناسنامه',
  gender: 'جنسیت',
  postalCode: 'کد پستی',
  address: 'آدرس محل سکونت',
  landline: 'تلفن ثابت',
  mobile: 'تلفن همراه',
  requestKind: 'نوع درخواست',
} as const satisfies Record<RegistrationField, string>

export const fieldHint = {
  nationalCode: 'ده رقم',
  fatherName: 'همان که در شناسنامه است',
  birthDate: 'سال/ماه/روز؛ مانند ۱۳۷۰/۰۱/۰۵',
  certificateNumber: '۱ تا ۱۰ رقم',
  certificateSerial: 'شش رقم کنار سری',
  postalCode: 'ده رقم، بی خط تیره',
  address: 'شهر، خیابان، کوچه، پلاک و واحد',
  landline: 'با کد استان؛ مانند ۰۲۱۸۸۶۳۴۷۱۲',
  mobile: 'پیام‌ها به آن می‌رسد؛ مانند ۰۹۱۲۰۵۷۲۶۴۵',
} as const satisfies Partial<Record<RegistrationField, string>>

export const gender = { female: 'زن', male: 'مرد' } as const satisfies Record<Gender, string>

export const requestKindHint = {
  first_issue: 'تا کنون کارت هوشمند ملی نگرفته‌اید',
  replacement: 'کارت شما گم شده یا از میان رفته است',
  exchange: 'کارت دارید و مشخصات یا عکس آن باید نو شود',
} as const

export const registered = {
  title: 'ثبت‌نام شما انجام شد',
  trackingCode: 'کد رهگیری شما',
  keep: 'این کد را نگه دارید؛ با آن و کد ملی نوبت می‌گیرید و وضعیت کارت را می‌بینید.',
  sent: 'همین کد به شمارهٔ همراه شما هم فرستاده شد.',
  goOn: 'ادامه: نوبت‌گیری',
} as const

/** Plain words beside the official message: what may be the matter and what to do. */
export const ineligible = {
  not_in_registry: 'این کد ملی در پایگاه ثبت احوال یافت نشد. کد ملی را از روی شناسنامه بررسی کنید.',
  registry_mismatch:
    'مشخصات نوشته‌شده با پایگاه ثبت احوال یکی نیست. نام‌ها، تاریخ تولد، شماره و سریال شناسنامه و جنسیت را بررسی کنید.',
  not_iranian: 'کارت هوشمند ملی برای اتباع ایران صادر می‌شود.',
  deceased:
    'در پایگاه ثبت احوال برای این کد ملی فوت ثبت شده است. اگر اشتباه است به ادارهٔ ثبت احوال مراجعه کنید.',
  under_age: 'ثبت‌نام پس از ۱۵ سال تمام ممکن است.',
  has_card: 'برای شما کارت صادر شده است. اگر گم شده یا باید نو شود «المثنی» یا «تعویض» را برگزینید.',
  has_no_card: 'برای شما هنوز کارتی صادر نشده است. «صدور اولین بار» را برگزینید.',
  live_registration: 'شما پیش‌تر ثبت‌نام کرده‌اید. اگر کد رهگیری خود را ندارید «بازیابی کد پیگیری» را برگزینید.',
} as const satisfies Record<IneligibilityReason, string>
