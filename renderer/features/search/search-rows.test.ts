import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchKey } from '#shared/domain/persian-text.ts'
import { indexRows, queryWords, type SearchResult, searchRows } from './search-rows.ts'

const people = [
  ['سیده فاطمه‌زهرا', 'موسوی‌نژاد', '0093849370', '4820917735', '09120572645'],
  ['علی', 'کاظمی', '0106222971', '4820917811', '09355083595'],
  ['رئوف', 'ضیایی', '0169847152', '4820917996', null],
  ['محمدرضا', 'محمدی', '0144720736', '4820918070', '09212847222'],
] as const

const rows = people.map((fields) => ({
  searchKey: fields.map((field) => searchKey(field ?? '')).join(' '),
}))
const index = indexRows(rows)
const found = (input: string) => searchRows(index, input).matches

describe('search over the day', () => {
  it('finds by part of a name, whatever the spelling of the letters', () => {
    expect(found('کاظمی')).toEqual([1])
    expect(found('كاظمي')).toEqual([1])
    expect(found('علي')).toEqual([1])
    expect(found('رؤوف'.normalize('NFC').replace('ؤ', 'ئ'))).toEqual([2])
    expect(found('ریوف')).toEqual([2])
  })

  it('finds with ZWNJ, with a space and written together', () => {
    for (const input of ['فاطمه‌زهرا', 'فاطمه زهرا', 'فاطمهزهرا', 'موسوی نژاد', 'موسوی‌نژاد'])
      expect(found(input)).toEqual([0])
  })

  it('finds codes and telephones in any digits, grouped or from abroad', () => {
    for (const input of ['0093849370', '۰۰۹۳۸۴۹۳۷۰', '٠٠٩٣٨٤٩٣٧٠', '009-384937-0', '93849370'])
      expect(found(input)).toEqual([0])
    expect(found('۴۸۲۰۹۱۷۸۱۱')).toEqual([1])
    for (const input of ['0912 057 2645', '+989120572645', '00989120572645', '۰۹۱۲۰۵۷۲۶۴۵'])
      expect(found(input)).toEqual([0])
  })

  it('takes several words in any order, and all of them', () => {
    expect(found('محمدی محمدرضا')).toEqual([3])
    expect(found('کاظمی علی ۰۱۰')).toEqual([1])
    expect(found('کاظمی محمدی')).toEqual([])
  })

  it('matches everything when nothing is asked, and nothing across two people', () => {
    expect(found('')).toBeNull()
    expect(found('  \u200c ')).toBeNull()
    expect(found('09120572645علی')).toEqual([])
    expect(searchRows(indexRows([]), 'علی').matches).toEqual([])
  })

  it('puts the longest word first, each once', () => {
    expect(queryWords(' علی  کاظمی علی ')).toEqual(['کاظمی', 'علی'])
  })

  it('answers as a plain scan does, typed key by key, deleted and typed anew', () => {
    const letters = fc.constantFrom('ا', 'ب', 'م', 'ح', '0', '1', '9')
    const word = fc.string({ unit: letters, minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(
        fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { maxLength: 40 }),
        fc.array(fc.string({ unit: fc.oneof(letters, fc.constant(' ')), maxLength: 6 }), { maxLength: 12 }),
        (keys, inputs) => {
          const some = keys.map((parts) => ({ searchKey: parts.join(' ') }))
          const idx = indexRows(some)
          let previous: SearchResult | undefined
          for (const input of inputs.flatMap((whole) =>
            [...whole].map((_, end) => whole.slice(0, end + 1)).concat(whole.slice(0, 1)),
          )) {
            previous = searchRows(idx, input, previous)
            const words = queryWords(input)
            const plain = some.flatMap((row, number) =>
              words.every((w) => row.searchKey.includes(w)) ? [number] : [],
            )
            expect(previous.matches ?? some.map((_, number) => number)).toEqual(plain)
          }
        },
      ),
    )
  })
})
