import * as english from 'react-aria-components/i18n/en-US'
import { catalogues, type Language } from '#shared/i18n/catalogues.ts'
import { usePreferences } from '../stores/preferences.ts'
import { formatNumber } from './i18n.ts'

type Variables = Readonly<Record<string, unknown>>
/** Its declaration of the module has the type alone where the texts are. */
export const theirs = (
  english as unknown as { default: Readonly<Record<string, Readonly<Record<string, unknown>>>> }
).default

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>

const languageNow = (): Language => usePreferences.getState().language
const textNow = (name: string, key: string): string | undefined =>
  (catalogues[languageNow()].aria as Texts)[name]?.[key]

function fill(text: string, variables: Variables): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = variables[name]
    return typeof value === 'number' ? formatNumber(value, languageNow()) : String(value ?? '')
  })
}

/** Each text as it is asked for: the language may have changed since the last time. */
function dictionaryOf(name: string, own: Readonly<Record<string, unknown>>): object {
  const dictionary = {}
  for (const [key, fallback] of Object.entries(own)) {
    Object.defineProperty(dictionary, key, {
      enumerable: true,
      get: () => {
        const text = textNow(name, key)
        if (text === undefined) return fallback
        return text.includes('{{') ? (variables: Variables) => fill(text, variables) : text
      },
    })
  }
  return dictionary
}

/**
 * React Aria has no Persian and takes its texts from the window where it finds them there: ours, in the language of the
 * moment. Before anything of it is drawn.
 */
export function installAriaStrings(): void {
  const strings = Object.fromEntries(
    Object.entries(theirs).map(([name, own]) => [name, dictionaryOf(name, own)]),
  )
  Object.assign(window, {
    [Symbol.for('react-aria.i18n.locale')]: 'fa-IR',
    [Symbol.for('react-aria.i18n.strings')]: strings,
  })
}
