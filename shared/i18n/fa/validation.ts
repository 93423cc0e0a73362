import type { ValidationCode } from '../../domain/validation.ts'

/** Under a field, while it is typed: what is wrong and what is expected. */
export const validation = {
  required: 'این را بنویسید.',
  national_code_format: 'کد ملی فقط رقم دارد.',
  national_code_length: 'کد ملی ده رقم است.',
  national_code_repeated: 'ده رقم یکسان کد ملی نیست؛ از روی شناسنامه بخوانید.',
  national_code_check_digit: 'کد ملی درست نیست؛ یکی از رقم‌ها اشتباه است.',
  postal_code_format: 'کد پستی فقط رقم دارد.',
  postal_code_length: 'کد پستی ده رقم است.',
  postal_code_zero_or_two: 'در پنج رقم اول کد پستی ۰ و ۲ نمی‌آید؛ شاید ۵ یا ۳ باشد.',
  postal_code_repeated: 'چهار رقم اول کد پستی یکسان نمی‌شود.',
  mobile_format: 'شمارهٔ همراه با ۰۹ آغاز می‌شود و ۱۱ رقم است.',
  landline_format: 'تلفن ثابت با کد استان ۱۱ رقم است؛ مانند ۰۲۱۸۸۶۳۴۷۱۲.',
  landline_area_code: 'کد استان شناخته نیست؛ سه رقم اول را بررسی کنید.',
  landline_area_code_missing: 'کد استان را هم بنویسید؛ مانند ۰۲۱.',
  tracking_code_format: 'کد رهگیری ده رقم است.',
  name_format: 'نام فقط حروف فارسی دارد.',
  name_length: 'نام ۲ تا ۵۰ نویسه است.',
  address_format: 'نشانی باید حروف فارسی داشته باشد.',
  address_length: 'نشانی کوتاه یا بلندتر از اندازه است؛ خیابان، پلاک و واحد را بنویسید.',
  jalali_date_format: 'تاریخ را مانند ۱۳۷۰/۰۱/۰۵ بنویسید.',
  jalali_date_year_digits: 'سال را چهاررقمی بنویسید.',
  jalali_date_year_range: 'سال تاریخ پذیرفتنی نیست.',
  jalali_date_invalid: 'چنین روزی در تقویم نیست.',
} as const satisfies Record<ValidationCode, string>
