import { formatJalali } from '#shared/domain/jalali.ts'
import { tehranDateOf, tehranTimeOf } from '#shared/domain/tehran-time.ts'
import type { Cell, Column, Outcome } from './outcome.ts'

/** Takes no room on a terminal: marks, and characters such as ZWNJ. */
const WITHOUT_WIDTH = /[\p{M}\p{Cf}]/gu

const widthOf = (text: string): number => [...text.replace(WITHOUT_WIDTH, '')].length

function cellText(cell: Cell | undefined, as: Column['as']): string {
  if (cell === null || cell === undefined) return '-'
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  const text = String(cell)
  if (as === 'date') return `${formatJalali(text, 'short', 'en')} (${text})`
  if (as === 'instant') return `${formatJalali(tehranDateOf(text), 'short', 'en')} ${tehranTimeOf(text)}`
  // One row, one line, whatever was typed into a name.
  return text.replace(/\s+/g, ' ')
}

/** A table whose columns line up. */
function tableText({ columns, rows }: NonNullable<Outcome['table']>): string {
  if (rows.length === 0) return '(nothing)'
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ key, as }) => cellText(row[key], as))),
  ]
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => widthOf(line[index] ?? ''))))
  return lines
    .map((line) =>
      line
        .map((text, index) => text + ' '.repeat((widths[index] ?? 0) - widthOf(text)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** The outcome as people read it: what was said, then the table. */
export function outcomeText(outcome: Outcome): string {
  const parts = [outcome.said, outcome.table ? tableText(outcome.table) : undefined]
  return `${parts.filter((part) => part !== undefined).join('\n\n')}\n`
}
