import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv } from '#central/admin/csv.ts'
import { csvLine } from './csv.ts'

describe('a line of a CSV file', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+982188634719', "'+982188634719"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2+3', "'-2+3"],
    ['  =cmd', "'  =cmd"],
    ['\u200f=cmd', "'\u200f=cmd"],
    ['\t=cmd', `"'\t=cmd"`],
    ['＝1', "'＝1"],
    ['|calc', "'|calc"],
    ['-90000', '-90000'],
    ['0093849370', '0093849370'],
    ['سلام، "دنیا"', `"سلام، ""دنیا"""`],
    ['a,b', '"a,b"'],
    ['a\nb', '"a\nb"'],
    ['نام = مقدار', 'نام = مقدار'],
  ])('%j is written as %j', (text, written) => {
    expect(csvLine([text])).toBe(`${written}\r\n`)
  })

  it('has empty cells for what is not there, and numbers as they are', () => {
    expect(csvLine(['a', null, -3, 0])).toBe('a,,-3,0\r\n')
  })

  it('is read back as it was written, but for the apostrophe before what looks like a formula', () => {
    const texts = fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 5 })
    fc.assert(
      fc.property(texts, (cells) => {
        const [row] = readCsv(csvLine(cells))
        const back = row?.cells.map((text, index) => (text === `'${cells[index]}` ? text.slice(1) : text))
        expect(back).toEqual(cells)
        for (const text of row?.cells ?? []) expect(text).not.toMatch(/^\s*[=+@]/)
      }),
    )
  })
})
