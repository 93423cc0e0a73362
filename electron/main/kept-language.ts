import { readFileSync } from 'node:fs'
import type { Language } from '#shared/i18n/catalogues.ts'
import { writeFileAtomically } from './atomic-file.ts'
import { isLanguage } from './shell-texts.ts'

/** The language in which the last window spoke, for what is asked before the page can say; Persian where none is kept. */
export function readKeptLanguage(path: string): Language {
  try {
    const kept: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return isLanguage(kept) ? kept : 'fa'
  } catch {
    return 'fa'
  }
}

/** Keeps it. One that could not be written is not worth a word to the user. */
export async function keepLanguage(path: string, language: Language): Promise<void> {
  await writeFileAtomically(path, JSON.stringify(language)).catch(() => undefined)
}
