import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Tokens = ReadonlyMap<string, readonly [lightness: number, chroma: number, hue: number]>

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

const themes = ['light', 'dark', 'light, more contrast', 'dark, more contrast'] as const
type Theme = (typeof themes)[number]
const withMore = ['light, more contrast', 'dark, more contrast'] as const

const selectors: Record<Theme, string> = {
  light: ':root[data-theme="light"] {',
  dark: ':root[data-theme="dark"] {',
  'light, more contrast': ':root[data-theme="light"][data-contrast="more"] {',
  'dark, more contrast': ':root[data-theme="dark"][data-contrast="more"] {',
}

/** The opaque colours of one theme. */
function readTheme(theme: Theme): Tokens {
  const at = css.indexOf(selectors[theme])
  if (at === -1) throw new Error(`no theme ${theme}`)
  const block = css.slice(at).split('}')[0] ?? ''
  const found = block.matchAll(/--([a-z-]+): oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\);/g)
  return new Map(
    [...found].map(([, name = '', l, c, h]) => [name, [Number(l) / 100, Number(c), Number(h)] as const]),
  )
}

/** Relative luminance of WCAG 2 of an OKLCH colour, by way of linear sRGB. */
function luminance([lightness, chroma, hue]: readonly [number, number, number]): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clamp = (value: number) => Math.max(0, Math.min(1, value))
  const red = clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)
  const green = clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)
  const blue = clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(tokens: Tokens, text: string, ground: string): number {
  const [one, other] = [text, ground].map((name) => {
    const colour = tokens.get(name)
    if (!colour) throw new Error(`no token --${name}`)
    return luminance(colour)
  })
  const [high, low] = [Math.max(one ?? 0, other ?? 0), Math.min(one ?? 0, other ?? 0)]
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['paper', 'surface', 'sunken', 'accent-soft']
const states = ['booked', 'arrived', 'incomplete', 'complete', 'served', 'no-show', 'cancelled']

/** Every pairing of text and ground on the screens; AA asks for 4.5, whatever the size. */
const texts: readonly (readonly [text: string, ground: string])[] = [
  ...['ink', 'second', 'third', 'accent'].flatMap((text) => grounds.map((ground) => [text, ground] as const)),
  ...states.flatMap((state) => [
    [state, `${state}-soft`] as const,
    ...['paper', 'surface', 'sunken', 'accent-soft'].map((ground) => [state, ground] as const),
  ]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['accent-hover', 'paper'],
  ['paper', 'ink'],
  ['paper', 'no-show'],
]

/** What is no text but has to be told apart: AA asks for 3. */
const shapes: readonly (readonly [string, string])[] = [
  ...grounds.map((ground) => ['focus', ground] as const),
  ...grounds.map((ground) => ['accent', ground] as const),
  ['field-line', 'surface'],
  ['field-line', 'paper'],
]

describe.each(themes)('tokens, %s', (theme) => {
  const tokens = readTheme(theme)
  const legible = withMore.some((one) => one === theme) ? 7 : 4.5

  it.each(texts)('text %s is legible on %s', (text, ground) => {
    expect(contrast(tokens, text, ground)).toBeGreaterThanOrEqual(legible)
  })

  it.each(shapes)('%s stands out from %s', (shape, ground) => {
    expect(contrast(tokens, shape, ground)).toBeGreaterThanOrEqual(3)
  })
})

it.each(withMore.flatMap((theme) => grounds.map((ground) => [theme, ground] as const)))(
  '%s: even a hairline stands out from %s',
  (theme, ground) => expect(contrast(readTheme(theme), 'line', ground)).toBeGreaterThanOrEqual(3),
)

it.each(themes)('%s has the same tokens as the others', (theme) => {
  expect([...readTheme(theme).keys()].sort()).toEqual([...readTheme('light').keys()].sort())
})
