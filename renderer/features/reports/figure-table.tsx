import { useFormat } from '../../app/format.ts'
import type { Cell, Column, ReportTable } from './report-tables.ts'
import { decimal } from './report-words.ts'

/** The figures of a plot as a table; with `onlyRead` for whoever reads by ear, while the eyes have the plot. */
export function FigureTable({
  table,
  caption,
  onlyRead = false,
}: {
  table: ReportTable
  caption: string
  onlyRead?: boolean
}) {
  return (
    <div className={onlyRead ? 'sr-only' : 'overflow-x-auto rounded-m border border-line'}>
      <table className="w-full border-collapse text-start">
        <caption className="sr-only">{caption}</caption>
        <thead className="bg-sunken">
          <tr>
            {table.columns.map(({ title, kind }) => (
              <th
                key={title}
                scope="col"
                className={`h-8 px-3 text-label font-semibold text-second ${align(kind)}`}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={String(row[0])} className="border-t border-line text-small text-ink">
              {row.map((cell, index) => (
                <FigureCell
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
                  key={index}
                  cell={cell}
                  column={table.columns[index]}
                  isFirst={index === 0}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Figures read left to right in both languages: their units stand below one another at the right. */
const align = (kind: Column['kind']) => (kind === 'number' ? 'text-right' : 'text-start')

function FigureCell({ cell, column, isFirst }: { cell: Cell; column: Column | undefined; isFirst: boolean }) {
  const format = useFormat()
  const kind = column?.kind ?? 'text'
  const shown = () => {
    if (cell === null) return '—'
    if (kind === 'date') return format.date(String(cell), 'short')
    if (kind === 'hour') return format.time(`${String(cell).padStart(2, '0')}:00`)
    return typeof cell === 'number' ? decimal(format, cell) : cell
  }
  const look = `h-8 px-3 ${align(kind)} ${kind === 'text' ? '' : 'whitespace-nowrap'}`
  return isFirst ? (
    <th scope="row" className={`${look} font-normal`}>
      <bdi>{shown()}</bdi>
    </th>
  ) : (
    <td className={look}>
      <bdi>{shown()}</bdi>
    </td>
  )
}
