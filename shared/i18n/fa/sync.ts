import type { WhatAndTodo } from '../messages.ts'

export const sync = {
  record: { queued: 'در صف ارسال', sent: 'همگام شد', attention: 'نیازمند رسیدگی' },
  title: 'همگام‌سازی با سامانهٔ مرکزی',
  online: 'آنلاین',
  offline: 'آفلاین',
  connecting: 'در حال اتصال',
  coreLost: 'قطع',
  allSent: 'همه ارسال شد',
  waiting_one: '{{count}} در صف ارسال',
  waiting_other: '{{count}} در صف ارسال',
  parked_one: '{{count}} نیازمند رسیدگی',
  parked_other: '{{count}} نیازمند رسیدگی',
  lastSync: 'آخرین همگام‌سازی',
  never: 'هنوز انجام نشده',
  queued: 'در صف ارسال',
  events_one: '{{count}} رویداد',
  events_other: '{{count}} رویداد',
  none: 'هیچ',
  parkedLabel: 'ناموفق، نیازمند رسیدگی',
  openTray: 'رسیدگی',
  retryNow: 'همگام‌سازی هم‌اکنون',
  safeOffline: 'کار را ادامه دهید. همه چیز همین‌جا ذخیره می‌شود و با بازگشت اتصال خودکار فرستاده می‌شود.',
  clockOff: 'ساعت این دستگاه {{minutes}} دقیقه با سامانهٔ مرکزی اختلاف دارد.',
} as const

/** Why it is offline, by the stable code of `sync.status`. `unknown` stands for codes of a newer core. */
export const syncProblem = {
  network: {
    what: 'شبکه یا سامانهٔ مرکزی در دسترس نیست.',
    todo: 'کابل و مودم را ببینید؛ اتصال خودکار دوباره آزموده می‌شود.',
  },
  server_error: {
    what: 'سامانهٔ مرکزی پاسخ خطا می‌دهد.',
    todo: 'کاری لازم نیست؛ خودکار دوباره تلاش می‌شود.',
  },
  throttled: {
    what: 'سامانهٔ مرکزی خواسته است کمی صبر کنیم.',
    todo: 'کاری لازم نیست؛ خودکار دوباره تلاش می‌شود.',
  },
  unauthorized: {
    what: 'سامانهٔ مرکزی این دستگاه را نمی‌پذیرد.',
    todo: 'مسئول دفتر باید با پشتیبانی سامانهٔ مرکزی تماس بگیرد.',
  },
  not_activated: {
    what: 'این دستگاه هنوز فعال نشده است.',
    todo: 'کد فعال‌سازی را وارد کنید.',
  },
  unknown: {
    what: 'همگام‌سازی انجام نشد.',
    todo: 'کمی بعد دوباره تلاش کنید؛ اگر ادامه یافت با پشتیبانی تماس بگیرید.',
  },
} as const satisfies Record<string, WhatAndTodo>
