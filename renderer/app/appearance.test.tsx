import { act, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { setPreferences } from '../stores/preferences.ts'
import { useAppearance } from './appearance.ts'
import { startI18n } from './i18n.ts'

const asked = new Set<string>()
let changed: (() => void)[] = []
beforeEach(() => {
  asked.clear()
  changed = []
  vi.spyOn(window, 'matchMedia').mockImplementation(
    (media) =>
      ({
        get matches() {
          return asked.has(media)
        },
        media,
        addEventListener: (_type: string, listener: () => void) => changed.push(listener),
        removeEventListener: () => undefined,
      }) as unknown as MediaQueryList,
  )
  startI18n('fa')
})
afterEach(() => {
  vi.restoreAllMocks()
  setPreferences({ theme: 'system', contrast: 'system', textSize: '100', language: 'fa' })
})

function Screen() {
  useAppearance()
  return null
}
const root = document.documentElement

it('writes each choice onto the document at once', () => {
  render(<Screen />)
  act(() => setPreferences({ theme: 'dark', contrast: 'more', textSize: '150', language: 'en' }))
  expect({ ...root.dataset }).toMatchObject({ theme: 'dark', contrast: 'more', textSize: '150' })
  expect([root.lang, root.dir]).toEqual(['en', 'ltr'])
  act(() => setPreferences({ theme: 'light', contrast: 'system', language: 'fa' }))
  expect({ ...root.dataset }).toMatchObject({ theme: 'light', contrast: 'regular' })
  expect([root.lang, root.dir]).toEqual(['fa', 'rtl'])
})

it('follows the system while that is asked for', () => {
  render(<Screen />)
  expect({ ...root.dataset }).toMatchObject({ theme: 'light', contrast: 'regular' })
  asked.add('(prefers-color-scheme: dark)').add('(prefers-contrast: more)')
  for (const listener of changed) listener()
  expect({ ...root.dataset }).toMatchObject({ theme: 'dark', contrast: 'more' })
})
