/** The waiting room's screen. */
export const display = {
  title: 'سالن انتظار',
  newest: 'تازه‌ترین فراخوان',
  others: 'فراخوان‌های دیگر',
  number: 'شمارهٔ نوبت',
  desk: 'باجهٔ {{desk}}',
  said: 'شمارهٔ {{number}} به باجهٔ {{desk}}',
  connecting: 'در حال اتصال…',
  nobody: 'لطفاً منتظر بمانید تا شمارهٔ شما فراخوانده شود.',
  notLive: 'ارتباط قطع است؛ شماره‌ها شاید تازه نباشند.',
  soundOn: 'صدا: روشن',
  soundOff: 'صدا: خاموش',
  soundWaits: 'برای پخش صدا یک بار کلیک کنید',
  theme: { system: 'ظاهر: مانند سیستم', light: 'ظاهر: روشن', dark: 'ظاهر: تیره' },
} as const
