import type { WhatAndTodo } from '../../messages.ts'

/** What the central system refuses, by code, and what the line does: what happened and what to do. */
export const trouble = {
  BAD_REQUEST: {
    what: 'داده‌های فرستاده‌شده پذیرفته نشد.',
    todo: 'آنچه نوشته‌اید را بررسی کنید و دوباره بفرستید.',
  },
  DETAILS_INVALID: { what: 'برخی موارد درست نیست.', todo: 'موارد نشان‌داده‌شده را درست کنید.' },
  TOO_MANY_REQUESTS: {
    what: 'شمار درخواست‌ها بیش از اندازه است.',
    todo: '{{seconds}} ثانیه صبر کنید و دوباره بفرستید. آنچه نوشته‌اید می‌ماند.',
  },
  CREDENTIALS_UNKNOWN: {
    what: 'ثبت‌نامی با این کد ملی و کد رهگیری یافت نشد.',
    todo: 'هر دو را بررسی کنید، یا کد رهگیری را بازیابی کنید.',
  },
  OFFICE_UNKNOWN: { what: 'این دفتر دیگر در فهرست نیست.', todo: 'دفتر دیگری را برگزینید.' },
  SLOT_FULL: { what: 'ظرفیت این ساعت تکمیل شد.', todo: 'ساعت دیگری را برگزینید.' },
  OFFICE_CLOSED: { what: 'دفتر در این روز تعطیل است.', todo: 'روز دیگری را برگزینید.' },
  SLOT_NOT_OFFERED: { what: 'این ساعت دیگر قابل نوبت‌گیری نیست.', todo: 'ساعت دیگری را برگزینید.' },
  ALREADY_BOOKED: { what: 'شما نوبت دیگری دارید.', todo: 'همان نوبت را تغییر دهید یا لغو کنید.' },
  BOOKING_BANNED: { what: 'نوبت‌گیری مجدد هنوز ممکن نیست.', todo: 'تا روز گفته‌شده صبر کنید.' },
  REGISTRATION_COMPLETED: {
    what: 'ثبت‌نام شما در دفتر تکمیل شده است.',
    todo: 'نوبت لازم نیست؛ «مشاهده وضعیت» را ببینید.',
  },
  NOT_CHANGEABLE: {
    what: 'این نوبت دیگر تغییر نمی‌کند یا لغو نمی‌شود.',
    todo: 'با دفتر پیشخوان تماس بگیرید.',
  },
  offline: {
    what: 'ارتباط با سامانه برقرار نشد.',
    todo: 'اینترنت خود را بررسی کنید و دوباره تلاش کنید. آنچه نوشته‌اید می‌ماند.',
  },
  server: {
    what: 'سامانه اکنون پاسخ نمی‌دهد.',
    todo: 'چند دقیقهٔ دیگر دوباره تلاش کنید. آنچه نوشته‌اید می‌ماند.',
  },
  unexpected: { what: 'درخواست پذیرفته نشد.', todo: 'دوباره تلاش کنید یا به یک دفتر پیشخوان مراجعه کنید.' },
} as const satisfies Record<string, WhatAndTodo>
