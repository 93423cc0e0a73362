import { isolateCodes, toPersianDigits } from '#shared/domain/digits.ts'
import { formatJalali, type JalaliStyle } from '#shared/domain/jalali.ts'
import { formatTime, tehranDateOf, tehranTimeOf } from '#shared/domain/tehran-time.ts'
import { fill, type Language, type Texts, useLanguage, useTexts } from './texts.ts'

export type Format = {
  digits: (value: string | number) => string
  /** Names and addresses of offices, notes: digits of the language, hyphenated numbers left to right. */
  text: (value: string) => string
  /** A civil date (ISO) in the Persian calendar, in words unless asked otherwise. */
  date: (iso: string, style?: JalaliStyle) => string
  /** `HH:MM` of a slot. */
  time: (time: string) => string
  /** Date in words and time of an appointment. */
  when: (date: string, time: string) => string
  /** Date in words and time in Tehran of an instant. */
  instant: (instant: string) => string
}

function formatFor(language: Language, texts: Texts): Format {
  const digits = (value: string | number) => (language === 'fa' ? toPersianDigits(value) : String(value))
  const date = (iso: string, style: JalaliStyle = 'full') => formatJalali(iso, style, language)
  const time = (value: string) => formatTime(value, language)
  return {
    digits,
    text: (value) => isolateCodes(digits(value)),
    date,
    time,
    when: (day, slot) => fill(texts.booking.when, { date: date(day), time: time(slot) }),
    instant: (instant) =>
      fill(texts.status.at, {
        date: date(tehranDateOf(instant), 'long'),
        time: time(tehranTimeOf(instant)),
      }),
  }
}

/** Everything that is shown in figures, in the language of the page. */
export function useFormat(): Format {
  return formatFor(useLanguage(), useTexts())
}
