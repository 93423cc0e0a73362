import type { Matter } from '../../contract/attention.ts'
import type { WhatAndTodo } from '../messages.ts'

/** A notification of the operating system, for whoever does not look at the window: short, without figures and names. */
export const attention = {
  title: 'پیشخوان',
  /** The window's title while something has not been seen yet. */
  waiting: '({{count}}) پیشخوان',
  matter: {
    refusals: {
      what: 'سامانهٔ مرکزی چیزی را نپذیرفت',
      todo: 'در «نیازمند رسیدگی» ببینید و تصمیم بگیرید.',
    },
    disk_full: {
      what: 'جای دیسک تمام شده است و چیزی ثبت نمی‌شود',
      todo: 'پرونده‌های بی‌مصرف این رایانه را پاک کنید.',
    },
    disk_low: {
      what: 'جای دیسک رو به پایان است',
      todo: 'پیش از پایان روز پرونده‌های بی‌مصرف را پاک کنید.',
    },
    version_old: {
      what: 'این نسخهٔ برنامه دیگر پذیرفته نیست',
      todo: 'تا به‌روز شدن برنامه چیزی ثبت نمی‌شود.',
    },
    host_elsewhere: {
      what: 'دفتر اکنون روی رایانهٔ دیگری کار می‌کند',
      todo: 'این رایانه چیزی ثبت نمی‌کند؛ اگر باید اینجا باشد کار را برگردانید.',
    },
    own_events_unknown: {
      what: 'تا اتصال به سامانهٔ مرکزی چیزی ثبت نمی‌شود',
      todo: 'این رایانه را یک بار به شبکه وصل کنید.',
    },
    database_restored: {
      what: 'پایگاه دادهٔ دفتر بازگردانده شد',
      todo: 'چند نوبت آخر را بسنجید.',
    },
    backup_failed: {
      what: 'نسخهٔ پشتیبان نوشته نمی‌شود',
      todo: 'جای خالی دیسک و اجازهٔ نوشتن در پوشهٔ برنامه را بررسی کنید.',
    },
    journal_failed: {
      what: 'نسخهٔ دوم آنچه ثبت می‌شود نوشته نمی‌شود',
      todo: 'دیسکی را که این نسخه روی آن است وصل کنید.',
    },
    clock_wrong: {
      what: 'ساعت این رایانه درست نیست',
      todo: 'ساعت و تاریخ رایانه را درست کنید.',
    },
    backlog_old: {
      what: 'آنچه ثبت شده دیری است فرستاده نشده',
      todo: 'اتصال شبکه را بررسی کنید؛ اگر شبکه نیست، رویدادها را در پرونده ببرید.',
    },
    backlog_large: {
      what: 'رویدادهای بسیاری در صف ارسال است',
      todo: 'اتصال شبکه را بررسی کنید.',
    },
    escrow_missing: {
      what: 'کلید داده‌های این رایانه هنوز روی کاغذ نیست',
      todo: 'کد بازیابی را بسازید و چاپ کنید.',
    },
  },
} as const satisfies { title: string; waiting: string; matter: Record<Matter, WhatAndTodo> }
