export const activation = {
  title: 'فعال‌سازی این دستگاه',
  lead: 'یک بار انجام می‌شود: دستگاه را به سامانهٔ مرکزی معرفی کنید تا فهرست نوبت‌ها و کاربران دفتر دریافت شود.',
  codeLead: 'سامانهٔ مرکزی در دسترس است. کدی را که برای این دفتر صادر شده است بنویسید.',
  centralUrl: 'نشانی سامانهٔ مرکزی',
  centralUrlHint: 'در نامهٔ فعال‌سازی دفتر نوشته شده است.',
  centralUrlInvalid: 'نشانی را کامل بنویسید؛ مانند https://central.example',
  code: 'کد فعال‌سازی',
  codeHint: 'هر کد فقط یک بار و برای یک دستگاه است.',
  codeInvalid: 'کد فعال‌سازی دست‌کم هشت نویسه است.',
  next: 'ادامه',
  back: 'بازگشت',
  submit: 'فعال کردن',
} as const

/** From a new installation to the first working day. */
export const firstStart = {
  steps: 'مراحل راه‌اندازی',
  step: { central: 'سامانه', code: 'کد', fetch: 'دریافت', signIn: 'ورود' },
  stepDone: '(انجام شد)',
  fetching: 'دریافت داده‌های دفتر',
  fetchingLead: 'این دستگاه فعال شد.',
  progress: '{{received}} از {{total}} مورد دریافت شد.',
  received_one: '{{count}} مورد دریافت شد.',
  received_other: '{{count}} مورد دریافت شد.',
  fetched: { office: 'مشخصات و قواعد دفتر', people: 'کاربران دفتر', appointments: 'نوبت‌ها' },
  halted: 'دریافت متوقف شده است؛ با برگشتن اتصال خودبه‌خود ادامه می‌یابد.',
  signInAlready: 'ورود پیش از پایان دریافت',
  firstSignIn: 'نخستین ورود با مسئول دفتر است',
  firstSignInTodo: 'گذرواژهٔ یک‌بارمصرف را سامانهٔ مرکزی به او داده است؛ دیگر کاربران را خودش می‌افزاید.',
  nobody: 'سامانهٔ مرکزی برای این دفتر هنوز کاربری ندارد.',
  nobodyTodo: 'از راهبر سامانهٔ مرکزی بخواهید مسئول دفتر را ثبت کند؛ این صفحه خودبه‌خود ادامه می‌یابد.',
} as const

/** Made-up people to try the application with. */
export const demonstration = {
  mark: 'نمایشی',
  title: 'حالت نمایشی',
  signIn: 'همهٔ افراد و نوبت‌ها ساختگی‌اند. با هر کدام که بخواهید وارد شوید.',
  explanation: 'حالت نمایشی: همهٔ افراد و نوبت‌ها ساختگی‌اند و چیزی به سامانهٔ واقعی نمی‌رود.',
} as const
