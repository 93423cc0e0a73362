/** The lock screen: a desk that several people share. */
export const lock = {
  title: 'قفل است',
  lock: 'قفل و تعویض کاربر',
  unlock: 'باز کردن',
  somebodyElse: 'کاربر دیگر',
  whoElse: 'ورود کاربر دیگر',
  willBeLost: 'با ورود کاربر دیگر، آنچه {{name}} نوشته و ثبت نکرده است دور ریخته می‌شود.',
} as const
