import { beforeAll, describe, expect, it } from 'vitest'
import { type ReadSheet, readXlsx } from '#tests/support/read-xlsx.ts'
import { type NamedTable, toCsv, toXlsx } from './report-files.ts'

const words = { gregorian: 'تاریخ میلادی', rightToLeft: true }
const tables: NamedTable[] = [
  {
    name: 'روزها',
    table: {
      columns: [
        { title: 'تاریخ', kind: 'date' },
        { title: 'آمدند', kind: 'number' },
        { title: 'نرخ', kind: 'number' },
      ],
      rows: [
        ['2026-11-22', 123, 87.5],
        ['2027-03-20', 0, null],
      ],
    },
  },
  {
    name: 'همکاران',
    table: {
      columns: [
        { title: 'همکار', kind: 'text' },
        { title: 'ساعت', kind: 'hour' },
      ],
      rows: [
        ['=HYPERLINK("http://x")', 8],
        ['مریم <پذیرش> & "یک"، دو', 13],
        ['+1', 9],
      ],
    },
  },
]

describe('a workbook, read back in another way', () => {
  let sheets: ReadSheet[]
  beforeAll(async () => {
    sheets = readXlsx(await toXlsx(tables, words))
  })

  it('has a sheet for each table, from right to left, with its headings in sight', () => {
    expect(sheets.map(({ name }) => name)).toEqual(['روزها', 'همکاران'])
    for (const sheet of sheets) expect([sheet.rightToLeft, sheet.frozenRows]).toEqual([true, 1])
    expect(sheets[0]?.rows[0]).toEqual(['تاریخ', 'تاریخ میلادی', 'آمدند', 'نرخ'])
  })

  it('has numbers as numbers and dates as dates', () => {
    // Days since 30 December 1899, as spreadsheets count them.
    expect(sheets[0]?.rows.slice(1)).toEqual([
      ['1405/09/01', { serial: 46348, format: 'yyyy-mm-dd' }, 123, 87.5],
      ['1405/12/29', { serial: 46466, format: 'yyyy-mm-dd' }, 0],
    ])
  })

  it('has texts as texts, whatever a spreadsheet would make of them', () => {
    expect(sheets[1]?.rows.slice(1)).toEqual([
      ['=HYPERLINK("http://x")', '08:00'],
      ['مریم <پذیرش> & "یک"، دو', '13:00'],
      ['+1', '09:00'],
    ])
  })

  it('has columns as wide as what stands in them', () => {
    expect(sheets[0]?.widths).toHaveLength(4)
    const [first = 0, second = 0] = sheets[1]?.widths ?? []
    expect(first).toBeGreaterThan(second)
    for (const sheet of sheets)
      for (const width of sheet.widths) expect(width >= 10 && width <= 49).toBe(true)
  })

  it('runs left to right in English', async () => {
    const [sheet] = readXlsx(await toXlsx(tables, { ...words, rightToLeft: false }))
    expect(sheet?.rightToLeft).toBe(false)
  })
})

it('a text file, by its bytes: marked as UTF-8, nothing that a spreadsheet would work out, every digit 0–9', () => {
  const bytes = Buffer.from(toCsv(tables, words), 'utf8')
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(bytes.toString('utf8').slice(1).split('\r\n')).toEqual([
    'روزها',
    'تاریخ,تاریخ میلادی,آمدند,نرخ',
    '1405/09/01,2026-11-22,123,87.5',
    '1405/12/29,2027-03-20,0,',
    '',
    'همکاران',
    'همکار,ساعت',
    `"'=HYPERLINK(""http://x"")",08:00`,
    '"مریم <پذیرش> & ""یک""، دو",13:00',
    "'+1,09:00",
    '',
  ])
})
