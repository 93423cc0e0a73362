import type { Figure, Target, Unit } from './figure.ts'

const heading = ['figure', 'value', 'floor', 'ratio', 'target', '', 'floor is']

/** The figures as one aligned table in plain text, each line ended. */
export function formatTable(figures: readonly Figure[]): string {
  const lines = [heading, ...figures.map(cells)]
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const numeric = new Set([1, 2, 3, 4])
  const pad = (text: string, column: number): string =>
    numeric.has(column) ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)
  const rule = widths.map((width) => '-'.repeat(width))
  return [lines[0] ?? [], rule, ...lines.slice(1)]
    .map((line) => `${line.map(pad).join('  ').trimEnd()}\n`)
    .join('')
}

function cells({ name, value, floor, ratio, target, verdict, unit, floorName }: Figure): string[] {
  return [
    name,
    formatQuantity(value, unit),
    formatQuantity(floor, unit),
    `${formatNumber(ratio)}x`,
    formatTarget(target, unit),
    verdict,
    floorName,
  ]
}

/** Two or three digits that count, without an exponent: `0.012`, `1.23`, `12.3`, `1,230`. */
export function formatNumber(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en')
  return value.toFixed(value >= 10 ? 1 : value >= 1 ? 2 : 3)
}

const formatQuantity = (value: number, unit: Unit): string =>
  `${formatNumber(value)}${unit === '/s' ? '/s' : ` ${unit}`}`

function formatTarget(target: Target, unit: Unit): string {
  switch (target.kind) {
    case 'at_most':
      return `≤ ${target.ratio}x`
    case 'at_least':
      return `≥ ${target.ratio}x`
    case 'within':
      return `≤ ${formatQuantity(target.value, unit)}`
    case 'reported':
      return 'reported'
  }
}
