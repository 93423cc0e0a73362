import type { WhatAndTodo } from '../messages.ts'

/** Files in place of a line, for the supervisor of an office that has none for long. */
export const exchange = {
  open: 'ارسال و دریافت با پرونده…',
  title: 'ارسال و دریافت با پرونده',
  lead: 'برای روزهایی که اتصال نیست. پرونده رمز و امضا شده است و جز گیرنده‌اش کسی آن را باز نمی‌کند.',
  send: 'ارسال با پرونده',
  waits_one: '{{count}} ثبت از {{since}} در صف ارسال است.',
  waits_other: '{{count}} ثبت از {{since}} در صف ارسال است.',
  nothingWaits: 'چیزی در صف ارسال نیست.',
  sendNote:
    'پرونده را به سامانهٔ مرکزی برسانید. تا پاسخ آن نرسد همه چیز در صف می‌ماند؛ دوباره فرستادن، چیزی را تکراری نمی‌کند.',
  save: 'ذخیرهٔ پرونده…',
  saved_one: '{{count}} ثبت در پرونده گذاشته شد.',
  saved_other: '{{count}} ثبت در پرونده گذاشته شد.',
  notSaved: 'پرونده ذخیره نشد.',
  receive: 'دریافت فهرست از پرونده',
  receiveNote: 'پرونده‌ای که سامانهٔ مرکزی برای این دستگاه فرستاده است: فهرست روزها و پاسخ آنچه فرستاده‌اید.',
  choose: 'گزینش پرونده…',
  today: 'ساعت {{time}}',
  onDay: '{{date}}، ساعت {{time}}',
  taken: 'دریافت شد. داده‌ها تا {{moment}}.',
  older: 'این پرونده تازه‌تر از آنچه اینجاست نیست: داده‌ها تا {{moment}}.',
  nothingNew: 'چیز تازه‌ای در آن نبود و چیزی تغییر نکرد.',
  changed: {
    appointments_one: '{{count}} نوبت تازه شد.',
    appointments_other: '{{count}} نوبت تازه شد.',
    days_one: '{{count}} روز تازه شد.',
    days_other: '{{count}} روز تازه شد.',
    people_one: 'مشخصات {{count}} همکار تازه شد.',
    people_other: 'مشخصات {{count}} همکار تازه شد.',
    office: 'مشخصات و قواعد دفتر تازه شد.',
    answered_one: 'پاسخ {{count}} رویداد در صف رسید.',
    answered_other: 'پاسخ {{count}} رویداد در صف رسید.',
    refused_one: '{{count}} رویداد پذیرفته نشد؛ به آن رسیدگی کنید.',
    refused_other: '{{count}} رویداد پذیرفته نشد؛ به آن‌ها رسیدگی کنید.',
  },
} as const

/** Why a file is not taken in. Nothing was changed then. */
export const exchangeRefusal = {
  not_an_exchange_file: {
    what: 'این پرونده از سامانهٔ مرکزی نیست.',
    todo: 'پرونده‌ای را برگزینید که پسوند آن pishkhan است.',
  },
  newer_format: {
    what: 'این پرونده را نسخهٔ تازه‌تری ساخته است.',
    todo: 'برنامه را به‌روز کنید و دوباره برگزینید.',
  },
  for_another: {
    what: 'این پرونده برای این دستگاه نیست.',
    todo: 'پروندهٔ همین دستگاه را از سامانهٔ مرکزی بخواهید.',
  },
  wrong_kind: {
    what: 'این پرونده فهرست روز نیست؛ پروندهٔ ارسال است.',
    todo: 'پرونده‌ای را برگزینید که سامانهٔ مرکزی فرستاده است.',
  },
  damaged: {
    what: 'پرونده در راه بریده یا دگرگون شده است؛ چیزی تغییر نکرد.',
    todo: 'آن را دوباره بفرستید یا از نو بخواهید.',
  },
  sender_not_proven: {
    what: 'امضای پرونده از سامانهٔ مرکزی نیست؛ چیزی تغییر نکرد.',
    todo: 'پرونده را کنار بگذارید و با پشتیبانی سامانهٔ مرکزی تماس بگیرید.',
  },
  too_large: {
    what: 'پرونده بزرگ‌تر از آن است که فهرست یک دفتر باشد.',
    todo: 'ببینید پروندهٔ درست را برگزیده‌اید؛ یا فهرستی با روزهای کمتر بخواهید.',
  },
  content_invalid: {
    what: 'محتوای پرونده با این نسخه از برنامه نمی‌خواند؛ چیزی تغییر نکرد.',
    todo: 'برنامه را به‌روز کنید یا با پشتیبانی تماس بگیرید.',
  },
} as const satisfies Record<string, WhatAndTodo>
