import type { HelpPage } from '#shared/help/pages.ts'
import type { Language } from '#shared/i18n/catalogues.ts'

const files = import.meta.glob<string>('./pictures/*.webp', { eager: true, import: 'default', query: '?url' })

/** The picture of a page in a language, made from the real screen; null for a page without one. */
export const pictureOf = (page: HelpPage, language: Language): string | null =>
  files[`./pictures/${page}-${language}.webp`] ?? null
