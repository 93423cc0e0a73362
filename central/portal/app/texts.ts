import { create } from 'zustand'
import * as fa from '#shared/i18n/fa/portal/index.ts'
import type { Messages } from '#shared/i18n/messages.ts'

export type Language = 'fa' | 'en'
export type Texts = Messages<typeof fa>

/** The one thing that this page keeps beyond its end; it tells nothing of anybody. */
const languageKey = 'language'

const useLanguageStore = create<{ language: Language; texts: Texts }>()(() => ({
  language: 'fa',
  texts: fa,
}))

/** The texts of the page's language. */
export const useTexts = () => useLanguageStore((state) => state.texts)
export const useLanguage = () => useLanguageStore((state) => state.language)

/** Puts values into the `{{blanks}}` of a text; they are in the digits of the language already. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (blank, name: string) => values[name] ?? blank)
}

/** Persian comes with the page; English, which few ask for, is fetched then. */
export async function setLanguage(language: Language): Promise<void> {
  const texts: Texts = language === 'fa' ? fa : await import('#shared/i18n/en/portal/index.ts')
  useLanguageStore.setState({ language, texts })
  document.documentElement.lang = language
  document.documentElement.dir = language === 'fa' ? 'rtl' : 'ltr'
  try {
    localStorage.setItem(languageKey, language)
  } catch {
    // Storage may be forbidden; then the choice lasts as long as the page.
  }
}

export async function startLanguage(): Promise<void> {
  let stored: string | null = null
  try {
    stored = localStorage.getItem(languageKey)
  } catch {
    // As above.
  }
  if (stored === 'en') await setLanguage('en').catch(() => undefined)
}
