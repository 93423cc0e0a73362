import { expect, test } from 'vitest'
import { readCsv } from './csv.ts'

const cellsOf = (text: string) => readCsv(text).map(({ cells }) => cells)

test.each([
  [
    'a,b\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,b\r\n1,2\r\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['a\n"x, ""y""\nz"\n', [['a'], ['x, "y"\nz']]],
  [
    'a,b\n\n,\n',
    [
      ['a', 'b'],
      ['', ''],
    ],
  ],
  [
    'a,b\n"",',
    [
      ['a', 'b'],
      ['', ''],
    ],
  ],
  ['', []],
])('reads %j', (text, rows) => {
  expect(cellsOf(text)).toEqual(rows)
})

test('knows the line that a row begins on', () => {
  expect(readCsv('a\n"x\ny"\n\nz').map(({ line }) => line)).toEqual([1, 2, 5])
})

test.each([
  ['a,b\n1\n', 'line 2: 1 cells where the first row has 2'],
  ['a\n"x\n', 'line 2: a quote that is never closed'],
  ['a\nx"y"\n', 'line 2: a quote in the middle of a cell'],
  ['a\n"x"y\n', 'line 2: a cell ends neither'],
  ['a\nx\ry', 'line 2: a cell ends neither'],
])('refuses %j', (text, message) => {
  expect(() => readCsv(text)).toThrow(message)
})
