import type { IneligibilityReason, notEligibleMessage } from '../../contract/citizen.ts'
import type { CentralRefusalCode } from '../../contract/citizen-services.ts'
import type { WhatAndTodo } from '../messages.ts'

/** What the central system refuses a citizen's request with, in words that the clerk can pass on. */
export const centralRefusal = {
  BAD_REQUEST: {
    what: 'سامانهٔ مرکزی این درخواست را نفهمید.',
    todo: 'آنچه نوشته‌اید را بررسی کنید؛ اگر درست است نسخهٔ برنامه را به پشتیبانی بگویید.',
  },
  TOO_MANY_REQUESTS: {
    what: 'شمار درخواست‌ها برای این کد ملی یا این دفتر بیش از اندازه شد.',
    todo: '{{seconds}} ثانیه صبر کنید و دوباره تلاش کنید.',
  },
  DETAILS_INVALID: {
    what: 'سامانهٔ مرکزی برخی از مشخصات را نپذیرفت.',
    todo: 'خانه‌های نشان‌دار را درست کنید و دوباره بفرستید.',
  },
  NOT_ELIGIBLE: {
    // The compiler sees to it that it is the official message, word for word.
    what: 'شهروند گرامی در حال حاضر شما واجد شرایط ثبت نام کارت هوشمند ملی نمی‌باشید.' satisfies typeof notEligibleMessage,
    todo: 'مشخصات را از روی شناسنامه بررسی کنید.',
  },
  CREDENTIALS_UNKNOWN: {
    what: 'ثبت‌نامی با این کد ملی و کد رهگیری نیست.',
    todo: 'رقم‌ها را بررسی کنید یا کد رهگیری را بازیابی کنید.',
  },
  OFFICE_UNKNOWN: { what: 'این دفتر در سامانهٔ مرکزی نیست.', todo: 'دفتر دیگری را برگزینید.' },
  SLOT_FULL: {
    what: 'ظرفیت این ساعت هم‌اکنون تکمیل شد.',
    todo: 'ساعت‌ها تازه شدند؛ ساعت دیگری را برگزینید.',
  },
  OFFICE_CLOSED: { what: 'دفتر در این روز تعطیل است.', todo: 'روز دیگری را برگزینید.' },
  SLOT_NOT_OFFERED: {
    what: 'این ساعت دیگر نوبت‌دهی ندارد.',
    todo: 'شاید گذشته است؛ ساعت دیگری را برگزینید.',
  },
  ALREADY_BOOKED: {
    what: 'متقاضی هم‌اکنون نوبت دارد.',
    todo: 'همان نوبت را تغییر دهید یا لغو کنید.',
  },
  BOOKING_BANNED: {
    what: 'به سبب عدم مراجعه در زمان مقرر، نوبت‌گیری مجدد هنوز ممکن نیست.',
    todo: 'نوبت‌گیری از {{date}} ممکن است.',
  },
  REGISTRATION_COMPLETED: {
    what: 'تکمیل ثبت‌نام این متقاضی انجام شده است و نوبت نمی‌خواهد.',
    todo: 'وضعیت صدور کارت را ببینید.',
  },
  NOT_CHANGEABLE: {
    what: 'این نوبت دیگر تغییر یا لغو نمی‌شود.',
    todo: 'متقاضی را دوباره بیابید تا وضعیت امروز نوبت را ببینید.',
  },
} as const satisfies Record<CentralRefusalCode, WhatAndTodo>

/** Why somebody may not register: for the clerk, beside the official message. */
export const ineligibility = {
  not_in_registry: 'چنین کسی در پایگاه ثبت احوال نیست؛ کد ملی و تاریخ تولد را از روی شناسنامه بررسی کنید.',
  registry_mismatch: 'مشخصات با ثبت احوال نمی‌خواند؛ از روی شناسنامه بررسی کنید.',
  not_iranian: 'کارت هوشمند ملی تنها برای اتباع ایران است.',
  deceased: 'در ثبت احوال وفات ثبت شده است؛ متقاضی باید به ادارهٔ ثبت احوال برود.',
  under_age: 'متقاضی هنوز ۱۵ سال تمام ندارد.',
  has_card: 'متقاضی کارت دارد؛ برای او المثنی یا تعویض ممکن است.',
  has_no_card: 'متقاضی هنوز کارتی ندارد؛ برای او صدور اولین بار ممکن است.',
  live_registration: 'متقاضی پیش‌تر ثبت‌نام کرده است؛ کد رهگیری او را بازیابی کنید.',
} as const satisfies Record<IneligibilityReason, string>
