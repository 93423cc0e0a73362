import type { CellObject, Sheet } from 'write-excel-file/universal'
import { csvLine, csvStart } from '#shared/domain/csv.ts'
import { formatJalali } from '#shared/domain/jalali.ts'
import type { Cell, Column, ReportTable } from './report-tables.ts'

/** A table with its name, as a sheet of a workbook or a part of a text file. */
export type NamedTable = { name: string; table: ReportTable }
export type FileWords = {
  /** Title of the column with the Gregorian date, which a spreadsheet can count with. */
  gregorian: string
  rightToLeft: boolean
}

const jalali = (iso: Cell) => formatJalali(String(iso), 'short', 'en')
const hourText = (hour: Cell) => `${String(hour).padStart(2, '0')}:00`

/** A date stands twice: in the Persian calendar as it is read, and as a date of the spreadsheet. */
const widened = (columns: readonly Column[], gregorian: string): string[] =>
  columns.flatMap(({ title, kind }) => (kind === 'date' ? [title, gregorian] : [title]))

/** All tables in one text file, one under the other; every digit 0–9. */
export function toCsv(tables: readonly NamedTable[], { gregorian }: FileWords): string {
  const parts = tables.map(({ name, table }) => {
    const lines = table.rows.map((row) =>
      csvLine(
        row.flatMap((cell, index) => {
          const kind = table.columns[index]?.kind
          if (kind === 'date') return [jalali(cell), cell]
          return [kind === 'hour' ? hourText(cell) : cell]
        }),
      ),
    )
    return [csvLine([name]), csvLine(widened(table.columns, gregorian)), ...lines].join('')
  })
  return csvStart + parts.join(csvLine([]))
}

const heading = (value: string): CellObject => ({
  value,
  type: String,
  fontWeight: 'bold',
  backgroundColor: '#E8F1F2',
  wrap: true,
  alignVertical: 'center',
})

function toCells(cell: Cell, column: Column | undefined): (CellObject | null)[] {
  if (cell === null) return column?.kind === 'date' ? [null, null] : [null]
  if (column?.kind === 'date') {
    const date = { value: new Date(`${cell}T00:00:00.000Z`), type: Date, format: 'yyyy-mm-dd' } as const
    return [{ value: jalali(cell), type: String }, date]
  }
  if (column?.kind === 'hour') return [{ value: hourText(cell), type: String }]
  return [typeof cell === 'number' ? { value: cell, type: Number } : { value: cell, type: String }]
}

/** Wide enough for what stands in it, as far as a screen is. */
function widthsOf(rows: readonly (readonly (CellObject | null)[])[]): { width: number }[] {
  const columns = Math.max(...rows.map((row) => row.length))
  return Array.from({ length: columns }, (_, index) => {
    const longest = rows
      .map((row) => row[index]?.value)
      .map((value) => (value instanceof Date ? 10 : String(value ?? '').length))
    return { width: Math.min(48, Math.max(10, ...longest.map((length) => length + 2))) }
  })
}

function toSheet({ name, table }: NamedTable, { gregorian, rightToLeft }: FileWords): Sheet<Blob> {
  const data = [
    widened(table.columns, gregorian).map(heading),
    ...table.rows.map((row) => row.flatMap((cell, index) => toCells(cell, table.columns[index]))),
  ]
  return { data, sheet: name, rightToLeft, stickyRowsCount: 1, columns: widthsOf(data) }
}

/** A workbook with a sheet for each table: numbers as numbers, dates as dates, the headings in sight. */
export async function toXlsx(tables: readonly NamedTable[], words: FileWords): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import('write-excel-file/universal')
  const blob = await writeXlsxFile(tables.map((table) => toSheet(table, words))).toBlob()
  return new Uint8Array(await blob.arrayBuffer())
}
