import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MeasuredGroup } from './schedule-pages.ts'
import { layOutSheets } from './schedule-pages.ts'

const group = (lines: number, height = 10, heading = 12): MeasuredGroup => ({
  heading,
  rows: Array.from({ length: lines }, () => height),
})
const room = { first: 100, next: 120 }

describe('layOutSheets', () => {
  it('is one empty sheet when there is nobody', () => {
    expect(layOutSheets([], room)).toEqual([[]])
  })

  it('keeps a slot together and turns the page before it', () => {
    expect(layOutSheets([group(5), group(4)], room)).toEqual([
      [{ group: 0, from: 0, to: 5, continued: false }],
      [{ group: 1, from: 0, to: 4, continued: false }],
    ])
  })

  it('divides a large slot rather than leave much of a sheet empty', () => {
    expect(layOutSheets([group(4), group(8)], room)).toEqual([
      [
        { group: 0, from: 0, to: 4, continued: false },
        { group: 1, from: 0, to: 3, continued: false },
      ],
      [{ group: 1, from: 3, to: 8, continued: true }],
    ])
  })

  it('does not leave the first sheet empty for a slot that only a later one could hold', () => {
    const sheets = layOutSheets([group(10)], room)
    expect(sheets[0]).toEqual([{ group: 0, from: 0, to: 8, continued: false }])
    expect(sheets[1]).toEqual([{ group: 0, from: 8, to: 10, continued: true }])
  })

  it('divides a slot that is taller than a sheet and leaves no single line behind', () => {
    const sheets = layOutSheets([group(9)], room)
    expect(sheets.map((blocks) => blocks.map((block) => block.to - block.from))).toEqual([[7], [2]])
  })

  const groups = fc.array(
    fc.record({
      heading: fc.integer({ min: 8, max: 20 }),
      rows: fc.array(fc.integer({ min: 8, max: 90 }), { minLength: 1, maxLength: 40 }),
    }),
    { maxLength: 30 },
  )

  it('puts every line on exactly one sheet, in order', () => {
    fc.assert(
      fc.property(groups, (given) => {
        const lines = layOutSheets(given, room)
          .flat()
          .flatMap((block) =>
            Array.from({ length: block.to - block.from }, (_, i) => `${block.group}/${block.from + i}`),
          )
        expect(lines).toEqual(given.flatMap((g, i) => g.rows.map((_, j) => `${i}/${j}`)))
      }),
    )
  })

  it('never fills a sheet beyond its room, but for a line that fits nowhere', () => {
    fc.assert(
      fc.property(groups, (given) => {
        layOutSheets(given, room).forEach((blocks, sheet) => {
          const used = blocks.reduce((total, block) => {
            const { heading, rows } = given[block.group] ?? { heading: 0, rows: [] }
            return total + heading + rows.slice(block.from, block.to).reduce((a, b) => a + b, 0)
          }, 0)
          const lines = blocks.reduce((total, block) => total + block.to - block.from, 0)
          if (lines > 1) expect(used).toBeLessThanOrEqual(sheet === 0 ? room.first : room.next)
        })
      }),
    )
  })

  it('divides no slot of up to a third of a sheet', () => {
    fc.assert(
      fc.property(groups, (given) => {
        const sheets = layOutSheets(given, room)
        given.forEach((g, index) => {
          const parts = sheets.flat().filter((block) => block.group === index)
          const height = g.heading + g.rows.reduce((a, b) => a + b, 0)
          if (height <= room.next / 3) expect(parts).toHaveLength(1)
        })
      }),
    )
  })
})
