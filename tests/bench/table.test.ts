import { expect, it } from 'vitest'
import { figure } from './figure.ts'
import { formatNumber, formatTable } from './table.ts'

it('aligns the columns and names what is missed', () => {
  const figures = [
    figure({
      name: 'check-in, p99',
      unit: 'ms',
      floorName: 'overwrite and fsync',
      target: { kind: 'at_most', ratio: 2 },
      rounds: [{ value: 0.46, floor: 0.23 }],
    }),
    figure({
      name: 'push',
      unit: '/s',
      floorName: 'bare',
      target: { kind: 'at_least', ratio: 1.3 },
      rounds: [{ value: 50_000, floor: 57_000 }],
    }),
  ]
  expect(formatTable(figures)).toBe(
    [
      'figure            value     floor   ratio  target          floor is',
      '-------------  --------  --------  ------  ------  ------  -------------------',
      'check-in, p99  0.460 ms  0.230 ms   2.00x    ≤ 2x  met     overwrite and fsync',
      'push           50,000/s  57,000/s  0.877x  ≥ 1.3x  missed  bare',
      '',
    ].join('\n'),
  )
})

it('shows as many digits as say something', () => {
  expect([0.01234, 1.234, 12.34, 123.4, 12_345.6].map(formatNumber)).toEqual([
    '0.012',
    '1.23',
    '12.3',
    '123',
    '12,346',
  ])
})
