import i18next, { type FormatterModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { toPersianDigits } from '#shared/domain/digits.ts'
import type { Catalogue, Language } from '#shared/i18n/catalogues.ts'
import { catalogues } from '#shared/i18n/catalogues.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: Catalogue }
  }
}

/** A whole number as it is read in a language: «۵٬۰۰۰», 5,000. */
export function formatNumber(value: number, language: Language): string {
  const grouped = String(value).replace(/\B(?=([0-9]{3})+$)/g, language === 'fa' ? '٬' : ',')
  return language === 'fa' ? toPersianDigits(grouped) : grouped
}

/** Numbers put into a text take the digits of its language; texts, codes and dates are put in as they are. */
const formatter: FormatterModule = {
  type: 'formatter',
  init: () => {},
  add: () => {},
  addCached: () => {},
  format: (value, _format, language) =>
    typeof value === 'number' ? formatNumber(value, language === 'en' ? 'en' : 'fa') : String(value),
}

/** Starts the translation with both catalogues bundled, so that no text is ever waited for. */
export function startI18n(language: Language): void {
  void i18next
    .use(formatter)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      supportedLngs: ['fa', 'en'],
      resources: { fa: { translation: catalogues.fa }, en: { translation: catalogues.en } },
      initAsync: false,
      interpolation: { escapeValue: false, alwaysFormat: true },
      react: { useSuspense: false },
    })
}

export function setLanguage(language: Language): void {
  void i18next.changeLanguage(language)
}
