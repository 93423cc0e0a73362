import { describe, expect, it } from 'vitest'
import { mayBeSwapped, orderCodes, placeCode } from './place-code.ts'

const none = { nationalCode: '', trackingCode: '' }
const national = '0093849370'
const tracking = '4820917735'
/** A tracking code that has the check digit of a national code. */
const lookalike = '1000000001'

describe('a scanned code', () => {
  it.each([[[national, tracking]], [[tracking, national]]])('finds its place in any order: %s', (scans) => {
    expect(scans.reduce(placeCode, none)).toEqual({ nationalCode: national, trackingCode: tracking })
  })
  it('without its leading zeros is a national code all the same', () => {
    expect(placeCode(none, '93849370')).toEqual({ nationalCode: national, trackingCode: '' })
  })
  it('in any digits', () => {
    expect(placeCode(none, '۰۰۹۳۸۴۹۳۷۰').nationalCode).toBe(national)
  })
  it('scanned twice changes nothing', () => {
    expect([national, national, tracking, tracking].reduce(placeCode, none)).toEqual({
      nationalCode: national,
      trackingCode: tracking,
    })
  })
  it('that looks like the other kind takes the empty place, and can be exchanged', () => {
    expect([national, lookalike].reduce(placeCode, none).trackingCode).toBe(lookalike)
    const swapped = [lookalike, national].reduce(placeCode, none)
    expect(swapped).toEqual({ nationalCode: lookalike, trackingCode: national })
    expect(mayBeSwapped(swapped)).toBe(true)
    expect(mayBeSwapped({ nationalCode: national, trackingCode: tracking })).toBe(false)
  })
  it('over one that is no national code takes its place', () => {
    expect(placeCode({ nationalCode: '12', trackingCode: '' }, national).nationalCode).toBe(national)
  })
})

describe('typed codes', () => {
  const order = (nationalCode: string, trackingCode: string) => orderCodes({ nationalCode, trackingCode }, 10)
  it('are exchanged when they can only be meant that way', () => {
    const ordered = { nationalCode: national, trackingCode: tracking }
    expect(order(tracking, national)).toEqual(ordered)
    expect(order(national, tracking)).toEqual(ordered)
    expect(order(lookalike, national)).toEqual({ nationalCode: lookalike, trackingCode: national })
    expect(order('12', '13')).toEqual({ nationalCode: '12', trackingCode: '13' })
  })
  it('a tracking code alone goes to its own place, a slip of the hand stays', () => {
    expect(order(tracking, '')).toEqual({ nationalCode: '', trackingCode: tracking })
    expect(order('009384937', '')).toEqual({ nationalCode: '009384937', trackingCode: '' })
  })
})
