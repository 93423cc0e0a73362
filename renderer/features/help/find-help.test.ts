import { describe, expect, it } from 'vitest'
import { en } from '#shared/help/en.ts'
import { fa } from '#shared/help/fa.ts'
import { findHelp } from './find-help.ts'

const addresses = (query: string, texts = fa) =>
  findHelp(texts, query).map(({ page, section }) => `${page}#${section}`)

describe('searching the help', () => {
  it.each([
    ['گذرواژه', 'people#password'],
    // Other letters, half-spaces and marks of the same words.
    ['كد بازيابي', 'safety#code'],
    ['عدم‌مراجعه', 'services#book'],
    ['میانه 90', 'reports#times'],
    ['اسکنر', 'keyboard#scanner'],
  ])('%s finds %s', (query, address) => expect(addresses(query)).toContain(address))

  it('what stands in a title comes first', () => {
    expect(addresses('صف')[0]).toBe('queue#call')
  })

  it('every word has to be there, and nothing finds nothing', () => {
    expect(addresses('گذرواژه اسکنر')).toEqual([])
    expect(addresses('   ')).toEqual([])
    expect(addresses('zzzz')).toEqual([])
  })

  it('English', () => expect(addresses('PERCENTILE', en)).toEqual(['reports#times']))
})
