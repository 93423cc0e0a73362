import { AdminError } from './admin-error.ts'

/** A row with the number of the line it begins on. */
export type CsvRow = { line: number; cells: string[] }

/**
 * Reads comma-separated values strictly (RFC 4180): quotes only around a whole cell, every row as wide as the first,
 * empty lines left out. Throws `file_invalid` with the line.
 */
export function readCsv(input: string): CsvRow[] {
  const rows: CsvRow[] = []
  let at = 0
  let line = 1
  while (at < input.length) {
    const row: CsvRow = { line, cells: [] }
    for (;;) {
      const cell = input[at] === '"' ? quotedCell(input, at, line) : plainCell(input, at, line)
      row.cells.push(cell.value)
      line += cell.lines
      at = cell.end
      if (input[at] !== ',') break
      at += 1
    }
    if (input[at] === '\r' && input[at + 1] === '\n') at += 1
    if (at < input.length && input[at] !== '\n')
      throw refuse(line, 'a cell ends neither with a comma nor with the line')
    at += 1
    line += 1
    if (row.cells.length > 1 || row.cells[0] !== '') rows.push(row)
  }
  const width = rows[0]?.cells.length
  for (const { line: where, cells } of rows) {
    if (cells.length !== width) throw refuse(where, `${cells.length} cells where the first row has ${width}`)
  }
  return rows
}

type ReadCell = { value: string; end: number; lines: number }

const refuse = (line: number, what: string) =>
  new AdminError('file_invalid', `line ${line}: ${what}`, { line })

function plainCell(input: string, start: number, line: number): ReadCell {
  let end = start
  while (end < input.length && input[end] !== ',' && input[end] !== '\n' && input[end] !== '\r') end += 1
  const value = input.slice(start, end)
  if (value.includes('"')) throw refuse(line, 'a quote in the middle of a cell')
  return { value, end, lines: 0 }
}

function quotedCell(input: string, start: number, line: number): ReadCell {
  let value = ''
  let from = start + 1
  for (;;) {
    const quote = input.indexOf('"', from)
    if (quote === -1) throw refuse(line, 'a quote that is never closed')
    value += input.slice(from, quote)
    if (input[quote + 1] !== '"') return { value, end: quote + 1, lines: value.split('\n').length - 1 }
    value += '"'
    from = quote + 2
  }
}
