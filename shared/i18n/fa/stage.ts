import type { Stage } from '../../domain/stage.ts'

/** Stages of a registration (domain.md 1.4). One that is not here is shown as the central system names it. */
export const stage = {
  pre_registered: 'پیش‌ثبت‌نام',
  booked: 'نوبت گرفته',
  arrived: 'حاضر در دفتر',
  documents_incomplete: 'نقص مدارک',
  completed: 'تکمیل ثبت‌نام',
  under_review: 'در حال بررسی',
  issuing: 'در حال صدور',
  issued: 'صادر شد',
  shipped: 'ارسال به دفتر',
  ready: 'آمادهٔ تحویل',
  delivered: 'تحویل شد',
  returned: 'عودت‌شده به مرکز',
  no_show: 'عدم مراجعه',
  cancelled: 'لغو شد',
  rejected: 'رد شد',
} as const satisfies Record<Stage, string>
