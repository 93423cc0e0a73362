/** What a person sets for this desk. */
export const settings = {
  title: 'تنظیمات',
  display: 'نمایش',
  paper: 'چاپ',
  office: 'این دفتر',
  language: 'زبان',
  /** Each in its own language, whichever is on. */
  languageName: { fa: 'فارسی', en: 'English' },
  textSize: 'اندازهٔ متن',
  percent: '{{value}}٪',
  theme: 'ظاهر',
  themes: { light: 'روشن', dark: 'تیره', system: 'مانند سیستم' },
  contrast: 'تضاد رنگ',
  contrasts: { system: 'مانند سیستم', more: 'زیاد' },
  density: 'تراکم فهرست',
  densities: { regular: 'معمولی', compact: 'فشرده' },
  sound: 'صدا هنگام نیاز به رسیدگی',
  sounds: { off: 'خاموش', on: 'روشن' },
  version: 'نسخهٔ {{version}}',
} as const
