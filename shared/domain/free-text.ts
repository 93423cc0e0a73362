/** Control characters but for the line feed and the tab. */
export const controlCharacters = /(?![\n\t])\p{Cc}/u

/**
 * Whether every store and every paper takes the text: no half of a surrogate pair, no control character (PostgreSQL
 * refuses both, and one such event would stand in the queue for ever).
 */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !controlCharacters.test(text)
}
