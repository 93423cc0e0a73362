import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isolateCodes, toPersianDigits } from '#shared/domain/digits.ts'
import { formatJalali, type JalaliStyle } from '#shared/domain/jalali.ts'
import type { BilingualText } from '#shared/domain/requirement.ts'
import { formatTime, tehranDateOf, tehranTimeOf } from '#shared/domain/tehran-time.ts'
import type { Language } from '#shared/i18n/catalogues.ts'
import { formatNumber } from './i18n.ts'

export type Format = {
  language: Language
  /** A count, grouped by thousands. */
  number: (value: number) => string
  /** Digits of a code or text in those of the language; nothing else is touched. */
  digits: (value: string | number) => string
  /** A text in which codes such as 72-104 are islands that read left to right: Arabic letters before would turn them. */
  withCodes: (text: string) => string
  /** `HH:MM` of a slot. */
  time: (time: string) => string
  /** A civil date (ISO) in the Persian calendar. */
  date: (iso: string, style?: JalaliStyle) => string
  /** Tehran's time of day of a UTC instant. */
  timeOf: (instant: string) => string
  /** Tehran's civil date of a UTC instant. */
  dateOf: (instant: string, style?: JalaliStyle) => string
  /** A text that the central system supplies in both languages. */
  text: (text: BilingualText) => string
}

const formats: Record<Language, Format> = { fa: makeFormat('fa'), en: makeFormat('en') }

function makeFormat(language: Language): Format {
  const digits = (value: string | number) => (language === 'fa' ? toPersianDigits(value) : String(value))
  const time = (value: string) => formatTime(value, language)
  const date = (iso: string, style: JalaliStyle = 'short') => formatJalali(iso, style, language)
  return {
    language,
    number: (value) => formatNumber(value, language),
    digits,
    withCodes: (text) => isolateCodes(digits(text)),
    time,
    date,
    timeOf: (instant) => time(tehranTimeOf(instant)),
    dateOf: (instant, style) => date(tehranDateOf(instant), style),
    text: (text) => text[language],
  }
}

/** Everything that is shown in figures, in the language of the screen. */
export function useFormat(): Format {
  const { i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'fa'
  return useMemo(() => formats[language], [language])
}

export const formatFor = (language: Language): Format => formats[language]
