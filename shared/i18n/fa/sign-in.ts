export const signIn = {
  title: 'ورود',
  username: 'نام کاربری',
  password: 'گذرواژه',
  show: 'نمایش گذرواژه',
  hide: 'پنهان کردن گذرواژه',
  submit: 'ورود',
  usernameMissing: 'نام کاربری را بنویسید.',
  passwordMissing: 'گذرواژه را بنویسید.',
  capsLock: 'Caps Lock روشن است.',
  persianLayout: 'صفحه‌کلید روی فارسی است؛ گذرواژه معمولاً با حروف انگلیسی است.',
  offlineHint: 'ورود بدون اتصال هم ممکن است.',
} as const
