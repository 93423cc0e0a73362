import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { en } from '#shared/help/en.ts'
import { fa } from '#shared/help/fa.ts'
import { helpPages, readPlace } from '#shared/help/pages.ts'
import { places } from '../../app/route.ts'
import { helpOfPlace } from './where.ts'

const screens = readdirSync('renderer', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.tsx') && !file.endsWith('.test.tsx'))
  .map((file) => ({ file, source: readFileSync(`renderer/${file}`, 'utf8') }))
const named = screens.flatMap(({ file, source }) =>
  [...source.matchAll(/(?:data-help|help|to)="([a-zA-Z]+(?:#[a-zA-Z]+)?)"/g)].map(([, place = '']) => ({
    file,
    place,
  })),
)

it('every place of the window has a page, with words in both languages', () => {
  for (const place of places) {
    const known = readPlace(helpOfPlace[place])
    expect(known, place).not.toBeNull()
    if (known === null) continue
    for (const texts of [fa, en])
      expect(Object.keys(texts[known.page].sections), place).toEqual([...helpPages[known.page]])
  }
})

it('whatever a screen or a dialog names is in the help, with words in both languages', () => {
  expect(named.length).toBeGreaterThan(25)
  for (const { file, place } of named) {
    const known = readPlace(place)
    expect(known, `${file}: ${place}`).not.toBeNull()
    if (known?.section == null) continue
    for (const texts of [fa, en]) {
      const sections: Readonly<Record<string, { text: string }>> = texts[known.page].sections
      expect(sections[known.section]?.text.length, place).toBeGreaterThan(40)
    }
  }
})

it('no dialog is without its help: ours ask for it by type, and those made by hand name it', () => {
  const byHand = screens.filter(({ source }) => /\bDialog\b[^\n]*from 'react-aria-components'/.test(source))
  expect(byHand.map(({ file }) => file).toSorted()).toEqual([
    'design/dialog.tsx',
    'design/popover.tsx',
    'features/palette/palette.tsx',
    'features/tour/tour.tsx',
  ])
  for (const { file, source } of byHand) expect(source, file).toContain('data-help=')
})
