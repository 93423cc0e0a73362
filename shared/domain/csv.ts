/** What a file of comma-separated values begins with, so that a spreadsheet reads it as UTF-8. */
export const csvStart = '\uFEFF'

/** What a spreadsheet would take for a formula, also behind white space and invisible marks, and in full width. */
const formula = /^[\s\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20|]/
const plainNumber = /^-?[0-9]+(?:\.[0-9]+)?$/
const needsQuotes = /[",\r\n;\t]/

/**
 * One line of a CSV file (RFC 4180), its end included. A text that a spreadsheet would work out instead of showing it
 * gets an apostrophe before it.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell).join(',')}\r\n`
}

function cell(value: string | number | null): string {
  const text = value === null ? '' : String(value)
  const safe = formula.test(text) && !plainNumber.test(text) ? `'${text}` : text
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
