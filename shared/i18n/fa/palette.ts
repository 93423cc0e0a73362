/** Everything that can be done, by its name. */
export const palette = {
  title: 'جعبهٔ فرمان',
  label: 'نام فرمان یا متقاضی',
  placeholder: 'فرمان، بخش، تنظیم، یا نام و کد متقاضی',
  results: 'یافته‌ها',
  recent: 'تازه‌ترین‌ها',
  applicants: 'متقاضیان این روز',
  openCode: 'رفتن به متقاضی با کد {{code}}',
  nothing: 'برای «{{query}}» فرمانی نیست. نام دیگری بنویسید، یا Esc بزنید.',
  setting: '{{name}}: {{value}}',
} as const
