/** What the central system sends to a citizen's mobile. */
export const message = {
  registered:
    'شهروند گرامی، پیش‌ثبت‌نام کارت هوشمند ملی شما انجام شد. کد رهگیری: {{trackingCode}}. این کد را نگه دارید و برای نوبت‌گیری و مشاهدهٔ وضعیت به کار برید.',
  trackingCodeRecovered:
    'شهروند گرامی، کد رهگیری ثبت‌نام کارت هوشمند ملی شما: {{trackingCode}}. اگر شما این کد را نخواسته‌اید، این پیام را نادیده بگیرید.',
  appointmentBooked:
    'نوبت شما برای کارت هوشمند ملی: {{date}}، ساعت {{time}}، {{office}}، {{address}}. همراه داشته باشید: {{bring}}.',
  appointmentChanged:
    'نوبت شما برای کارت هوشمند ملی تغییر کرد. نوبت تازه: {{date}}، ساعت {{time}}، {{office}}، {{address}}. همراه داشته باشید: {{bring}}.',
  appointmentCancelled: 'نوبت شما برای کارت هوشمند ملی لغو شد: {{date}}، ساعت {{time}}، {{office}}.',
  cardReady:
    'کارت شما آمادهٔ تحویل است. برای دریافت کارت هوشمند ملی، شخصاً با اصل شناسنامه و کارت قبلی (در صورت وجود) به این دفتر مراجعه کنید: {{office}}',
  /** Where the office of a card that is ready is not known. */
  officeOfRegistration: 'دفتری که ثبت‌نام شما را تکمیل کرد',
} as const
