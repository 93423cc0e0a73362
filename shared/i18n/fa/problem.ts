import type { WhatAndTodo } from '../messages.ts'

/** Errors of the office contract (by code) and of the line to the core: what happened and what to do. */
export const problem = {
  BAD_REQUEST: {
    what: 'داده‌های فرستاده‌شده پذیرفتنی نبود.',
    todo: 'آنچه نوشته‌اید را بررسی کنید و دوباره بفرستید.',
  },
  SIGN_IN_REQUIRED: { what: 'نشست شما پایان یافته است.', todo: 'دوباره وارد شوید.' },
  FORBIDDEN: {
    what: 'نقش شما اجازهٔ این کار را ندارد.',
    todo: 'از همکاری که این نقش را دارد یا از مسئول دفتر بخواهید.',
  },
  NOT_FOUND: {
    what: 'چنین نوبتی در این دفتر نیست.',
    todo: 'فهرست را تازه کنید؛ شاید نوبت به دفتر دیگری رفته است.',
  },
  NOT_ACTIVATED: {
    what: 'این دستگاه هنوز فعال نشده است.',
    todo: 'کد فعال‌سازی را از سامانهٔ مرکزی بگیرید و وارد کنید.',
  },
  STORAGE_FAILED: {
    what: 'نوشتن روی دیسک ممکن نشد و چیزی تغییر نکرد.',
    todo: 'فضای دیسک را بررسی کنید و دوباره تلاش کنید.',
  },
  ALREADY_ACTIVATED: { what: 'این دستگاه پیش‌تر فعال شده است.', todo: 'با نام کاربری خود وارد شوید.' },
  ACTIVATION_CODE_INVALID: {
    what: 'کد فعال‌سازی شناخته نیست، مصرف شده یا مهلتش گذشته است.',
    todo: 'کد را بررسی کنید یا از سامانهٔ مرکزی کد تازه بگیرید.',
  },
  CENTRAL_UNREACHABLE: {
    what: 'سامانهٔ مرکزی در دسترس نیست.',
    todo: 'نشانی و اتصال شبکه را بررسی کنید و دوباره تلاش کنید.',
  },
  INVALID_CREDENTIALS: {
    what: 'نام کاربری یا گذرواژه درست نیست.',
    todo: 'زبان صفحه‌کلید و Caps Lock را ببینید و دوباره بنویسید.',
  },
  TOO_MANY_ATTEMPTS: {
    what: 'شمار تلاش‌ها بیش از اندازه شد.',
    todo: '{{seconds}} ثانیه صبر کنید و دوباره تلاش کنید.',
  },
  unreachable: {
    what: 'بخش اصلی برنامه پاسخ نمی‌دهد.',
    todo: 'کمی صبر کنید؛ برنامه خودش دوباره وصل می‌شود. اگر ادامه یافت برنامه را ببندید و باز کنید.',
  },
  unexpected: {
    what: 'خطای پیش‌بینی‌نشده‌ای رخ داد.',
    todo: 'دوباره تلاش کنید؛ اگر تکرار شد با پشتیبانی تماس بگیرید.',
  },
} as const satisfies Record<string, WhatAndTodo>
