import { AdminError } from './admin-error.ts'
import { readCsv } from './csv.ts'
import { instant, prose, text, trackingCode } from './option-values.ts'
import type { RowRefusal, StageRow } from './stage-change.ts'

const columns = ['tracking_code', 'stage', 'note', 'at'] as const
type ColumnName = (typeof columns)[number]

const MOST_ROWS = 200_000

/** A stage's name: ours in small letters, another as it came. */
export const stageName = (typed: string): string => {
  const name = text(60)(typed)
  return /^[A-Za-z_ -]+$/.test(name) ? name.toLowerCase().replace(/[ -]/g, '_') : name
}
export const stageNote = prose(500)

/** The rows of a file, and those that cannot be read. Throws `file_invalid` when the file itself is not as it should be. */
export function readIssuanceRows(csv: string): { rows: StageRow[]; unreadable: RowRefusal[] } {
  const [header, ...body] = readCsv(csv)
  const places = placesOf(header?.cells ?? [])
  if (body.length > MOST_ROWS) {
    throw new AdminError('file_invalid', `more than ${MOST_ROWS} rows: take the file apart`)
  }
  const rows: StageRow[] = []
  const unreadable: RowRefusal[] = []
  for (const { line, cells } of body) {
    const cell = (name: ColumnName) => (cells[places[name] ?? -1] ?? '').trim()
    try {
      rows.push({
        line,
        trackingCode: read('tracking_code', () => trackingCode(cell('tracking_code'))),
        stage: read('stage', () => stageName(cell('stage'))),
        note: cell('note') === '' ? null : read('note', () => stageNote(cell('note'))),
        at: cell('at') === '' ? null : read('at', () => instant(cell('at'))),
      })
    } catch (error) {
      if (!(error instanceof AdminError)) throw error
      unreadable.push({ line, code: error.code, message: error.message })
    }
  }
  return { rows, unreadable }
}

function read<T>(column: ColumnName, reader: () => T): T {
  try {
    return reader()
  } catch (error) {
    if (!(error instanceof AdminError)) throw error
    throw new AdminError(error.code, `${column} ${error.message}`)
  }
}

function placesOf(header: readonly string[]): Partial<Record<ColumnName, number>> {
  const names = header.map((name) => name.trim().toLowerCase())
  const unknown = names.filter((name) => !(columns as readonly string[]).includes(name))
  if (
    unknown.length > 0 ||
    new Set(names).size < names.length ||
    !names.includes('tracking_code') ||
    !names.includes('stage')
  ) {
    throw new AdminError(
      'file_invalid',
      `the first line names the columns: tracking_code,stage and, where wanted, note,at`,
    )
  }
  return Object.fromEntries(names.map((name, index) => [name, index]))
}
