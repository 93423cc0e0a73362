import type { PushCode } from '../../contract/central.ts'
import type { WhatAndTodo } from '../messages.ts'

/**
 * Why the rule book, here or at the central system, says no: what happened and what to do.
 * `withActor` is said instead of `what` when it is known who did it and when.
 */
export const refusal = {
  wrong_appointment: {
    what: 'این کار به نوبت دیگری مربوط است.',
    todo: 'متقاضی را دوباره از فهرست باز کنید.',
  },
  transition_not_allowed: {
    what: 'در وضعیت کنونی نوبت این کار ممکن نیست.',
    todo: 'وضعیت تازهٔ نوبت را ببینید؛ شاید همکارتان پیش از شما اقدام کرده است.',
  },
  already_checked_in: {
    what: 'حضور این متقاضی پیش‌تر ثبت شده است.',
    todo: 'نیازی به ثبت دوباره نیست؛ شمارهٔ نوبت او در همین صفحه است.',
  },
  role_not_allowed: {
    what: 'نقش شما اجازهٔ این کار را ندارد.',
    todo: 'از همکاری که این نقش را دارد یا از مسئول دفتر بخواهید.',
  },
  not_its_day: {
    what: 'نوبت این متقاضی برای امروز نیست.',
    todo: 'تاریخ نوبت را به او بگویید؛ پذیرش در روز دیگر با مسئول دفتر و ذکر دلیل است.',
  },
  reason_required: {
    what: 'این کار بدون دلیل ثبت نمی‌شود.',
    todo: 'دلیل را بنویسید و دوباره ثبت کنید.',
  },
  not_same_day: {
    what: 'این کار تنها در همان روز حضور ممکن است.',
    todo: 'از مسئول دفتر راهنمایی بخواهید.',
  },
  documents_already_decided: {
    what: 'بررسی مدارک آغاز شده و بازگرداندن حضور ممکن نیست.',
    todo: 'بررسی را به پایان برسانید.',
  },
  requirement_set_unknown: {
    what: 'فهرست مدارک این درخواست هنوز از سامانهٔ مرکزی نرسیده است.',
    todo: 'همگام‌سازی را دوباره اجرا کنید و سپس ادامه دهید.',
  },
  item_unknown: {
    what: 'این مدرک در فهرست مدارک این درخواست نیست.',
    todo: 'متقاضی را دوباره باز کنید تا فهرست تازه شود.',
  },
  reason_code_unknown: {
    what: 'دلیل انتخاب‌شده برای این مدرک تعریف نشده است.',
    todo: 'دلیل دیگری از فهرست برگزینید.',
  },
  note_required: {
    what: 'برای این مورد یادداشت لازم است.',
    todo: 'در یادداشت بنویسید چرا.',
  },
  waiver_needs_supervisor: {
    what: 'چشم‌پوشی از مدرک تنها با مسئول دفتر است.',
    todo: 'از مسئول دفتر بخواهید این مورد را بررسی کند.',
  },
  waiver_by_same_person: {
    what: 'کسی که مدرک را بررسی کرده نمی‌تواند از آن چشم‌پوشی کند.',
    todo: 'مسئول دیگری باید چشم‌پوشی را ثبت کند.',
  },
  value_invalid: {
    what: 'مقدار نوشته‌شده درست نیست.',
    todo: 'آن را از روی مدرک دوباره بخوانید و اصلاح کنید.',
  },
  documents_not_complete: {
    what: 'همهٔ مدارک لازم هنوز تأیید نشده‌اند.',
    todo: 'موارد باقی‌مانده را بررسی کنید یا بررسی را با نقص مدارک پایان دهید.',
  },
  documents_not_incomplete: {
    what: 'موردی ناقص نیست که نقص مدارک ثبت شود.',
    todo: 'بررسی را با مدارک کامل پایان دهید.',
  },
  too_early_for_no_show: {
    what: 'هنوز زمان ثبت عدم مراجعه نرسیده است.',
    todo: 'تا پایان مهلت تأخیر صبر کنید.',
  },
  predecessor_rejected: {
    what: 'رویداد پیشین همین نوبت پذیرفته نشده است.',
    todo: 'نخست رویداد پیشین را رسیدگی کنید.',
  },
  day_already_closed: {
    what: 'این روز بسته شده است.',
    todo: 'برای تغییر، مسئول دفتر باید روز را بازگشایی کند.',
  },
  day_not_closed: {
    what: 'این روز بسته نیست.',
    todo: 'نیازی به بازگشایی نیست.',
  },
  day_has_undecided: {
    what: 'هنوز متقاضی حاضری هست که تکلیف مدارکش روشن نشده است.',
    todo: 'فهرست را با «حاضر» فیلتر کنید و بررسی هر یک را پایان دهید.',
  },
  appointment_unknown: {
    what: 'سامانهٔ مرکزی این نوبت را نمی‌شناسد.',
    todo: 'با پشتیبانی سامانهٔ مرکزی تماس بگیرید یا این رویداد را پس بگیرید.',
  },
  event_malformed: {
    what: 'سامانهٔ مرکزی این رویداد را خوانا نیافت.',
    todo: 'نسخهٔ برنامه را بررسی کنید و با پشتیبانی تماس بگیرید.',
  },
  chain_broken: {
    what: 'زنجیرهٔ رویدادهای این دستگاه با سامانهٔ مرکزی نمی‌خواند.',
    todo: 'کار را ادامه دهید و همین امروز با پشتیبانی تماس بگیرید.',
  },
} as const satisfies Record<PushCode, WhatAndTodo>

/** Who did before what was asked for now. */
export const refusalActor = {
  byUserAt: '{{name}} در ساعت {{time}} انجام داد.',
  byCentralAt: 'سامانهٔ مرکزی در ساعت {{time}} ثبت کرد.',
  stateNow: 'وضعیت کنونی: «{{state}}».',
  undecided_one: '{{count}} متقاضی هنوز در وضعیت «حاضر» است.',
  undecided_other: '{{count}} متقاضی هنوز در وضعیت «حاضر» هستند.',
} as const
