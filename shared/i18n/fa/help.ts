/** The frame of the help; its pages are in `shared/help`. */
export const help = {
  title: 'راهنما',
  open: 'راهنما',
  here: 'راهنمای همین‌جا',
  search: 'جست‌وجو در راهنما',
  found_one: '{{count}} پاسخ',
  found_other: '{{count}} پاسخ',
  pages: 'صفحه‌های راهنما',
  nothing: 'چیزی پیدا نشد؛ واژهٔ دیگری بنویسید.',
  pictureOf: 'تصویر صفحهٔ «{{page}}»',
  remedy: 'چه باید کرد؟',
} as const
