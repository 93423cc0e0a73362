import { describe, expect, it } from 'vitest'
import { bookableFrom, isBanned, noShowFrom } from './no-show.ts'

describe('the ban after a no-show', () => {
  it('covers D+1 to D+3 in civil days, over the end of the Jalali year (domain.md 1.6)', () => {
    // 1404/12/28 missed: banned 1404/12/29, 1405/01/01, 1405/01/02; allowed from 1405/01/03.
    const first = bookableFrom('2026-03-19', 3)
    expect(first).toBe('2026-03-23')
    expect(
      ['2026-03-20', '2026-03-21', '2026-03-22', '2026-03-23'].map((date) => isBanned(date, first)),
    ).toEqual([true, true, true, false])
  })
  it('is as long as the central system says', () => {
    expect(bookableFrom('2026-11-22', 0)).toBe('2026-11-23')
    expect(isBanned('2026-11-23', null)).toBe(false)
  })
  it('starts to count after the slot and its grace period, in the time of Tehran', () => {
    expect(noShowFrom('2026-11-22', '10:30', 15)).toBe('2026-11-22T07:15:00.000Z')
    expect(noShowFrom('2026-11-22', '23:50', 15)).toBe('2026-11-22T20:35:00.000Z')
  })
})
