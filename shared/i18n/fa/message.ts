/** What the central system sends to a citizen's mobile. */
export const message = {
  registered:
    'شهروند گرامی، پیش‌ثبت‌نام کارت هوشمند ملی شما انجام شد. کد رهگیری: {{trackingCode}}. این کد را نگه دارید و برای نوبت‌گیری و مشاهدهٔ وضعیت به کار برید.',
  trackingCodeRecovered:
    'شهروند گرامی، کد رهگیری ثبت‌نام کارت هوشمند ملی شما: {{trackingCode}}. اگر شما این کد را نخواسته‌اید، این پیام را نادیده بگیرید.',
} as const
