/** The frame of the portal and its first page. */
export const shell = {
  appName: 'کارت هوشمند ملی',
  home: 'صفحهٔ نخست',
  skip: 'رفتن به محتوای صفحه',
  otherLanguage: 'English',
  forget: 'پایان کار',
  forgotten: 'کد ملی و کد رهگیری از این صفحه پاک شد.',
  back: 'بازگشت',
  loading: 'در حال بارگذاری…',
  working: 'در حال انجام…',
  retry: 'تلاش دوباره',
  copy: 'رونوشت',
  copied: 'رونوشت شد',
  chosen: 'انتخاب شد',
  edit: 'تغییر',
  close: 'انصراف',
  comma: '، ',
  errorsTitle: 'این موارد را درست کنید:',
  notFound: 'چنین صفحه‌ای نیست',
  notFoundTodo: 'نشانی را بررسی کنید یا از صفحهٔ نخست آغاز کنید.',
  crashed: 'این صفحه از کار افتاد',
  crashedTodo: 'صفحه را دوباره باز کنید؛ آنچه ثبت شده از دست نرفته است.',
  reopen: 'باز کردن دوباره',
  demo: 'نمایشی',
  demoStrip: 'افراد و دفترهای اینجا ساختگی‌اند.',
  demoLink: 'افراد نمایشی و پیام‌ها',
  footer: 'کد رهگیری خود را به کسی ندهید.',
} as const

export const menu = {
  title: 'چه کاری می‌خواهید انجام دهید؟',
  register: 'ثبت‌نام جدید',
  registerHint: 'درخواست کارت و گرفتن کد رهگیری',
  booking: 'نوبت‌گیری',
  bookingHint: 'گرفتن، تغییر یا لغو نوبت دفتر پیشخوان',
  recovery: 'بازیابی کد پیگیری',
  recoveryHint: 'اگر کد رهگیری خود را ندارید',
  status: 'مشاهده وضعیت',
  statusHint: 'مرحلهٔ صدور کارت و نوبت شما',
} as const

/** What everybody brings (domain.md 1.3, 5); an appointment says its own list. */
export const bring = {
  title: 'روز مراجعه همراه داشته باشید',
  certificate: 'اصل شناسنامهٔ عکس‌دار',
  postalCode: 'کد پستی',
  address: 'آدرس محل سکونت',
  phones: 'شمارهٔ تلفن ثابت و همراه',
  missed: 'در صورت عدم مراجعه در زمان مقرر، به مدت ۳ روز مجاز به نوبت‌گیری مجدد نیستید.',
  inPerson: 'متقاضی باید خود به دفتر بیاید؛ عکس و اثر انگشت همان جا گرفته می‌شود.',
} as const
