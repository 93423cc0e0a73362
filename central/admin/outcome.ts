/** A cell of a table as it is stored; dates and instants are written in the Persian calendar for people only. */
export type Cell = string | number | boolean | null

export type Column<Key extends string = string> = {
  key: Key
  title: string
  as?: 'text' | 'date' | 'instant'
}

/** What a command answers: a sentence, a table, or both for people; `json` for programs. */
export type Outcome = {
  said?: string
  table?: { columns: readonly Column[]; rows: readonly Readonly<Record<string, Cell>>[] }
  json: unknown
}

export const done = (said: string, json: Readonly<Record<string, unknown>>): Outcome => ({ said, json })

/** Rows under their columns; programs get the same rows. */
export function listed<Key extends string>(
  columns: readonly Column<Key>[],
  rows: readonly Readonly<Record<Key, Cell>>[],
): Outcome {
  return { table: { columns, rows }, json: rows }
}
