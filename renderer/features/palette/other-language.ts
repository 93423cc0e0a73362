import { catalogues, type Language } from '#shared/i18n/catalogues.ts'

type Texts = { readonly [key: string]: string | Texts }

function collect(here: Texts, there: Texts, into: Map<string, string>): void {
  for (const [key, text] of Object.entries(here)) {
    const other = there[key]
    if (typeof text === 'string') {
      if (typeof other === 'string' && !into.has(text)) into.set(text, other)
    } else if (typeof other === 'object') collect(text, other, into)
  }
}

const made = new Map<Language, ReadonlyMap<string, string>>()

/** What a text of the catalogue is called in the other language; null for one that was put together. */
export function otherLanguage(text: string, language: Language): string | null {
  let texts = made.get(language)
  if (!texts) {
    const found = new Map<string, string>()
    collect(catalogues[language] as Texts, catalogues[language === 'fa' ? 'en' : 'fa'] as Texts, found)
    texts = found
    made.set(language, found)
  }
  return texts.get(text) ?? null
}
