import { create } from 'zustand'
import type { Language } from '#shared/i18n/catalogues.ts'

export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]
export const densities = ['regular', 'compact'] as const
export type Density = (typeof densities)[number]

/** `system`: as the operating system asks for. */
export const contrasts = ['system', 'more'] as const
export type Contrast = (typeof contrasts)[number]
/** Per cent of the regular size. */
export const textSizes = ['100', '115', '130', '150'] as const
export type TextSize = (typeof textSizes)[number]

/** Whether the screen sounds when something needs a person. */
export const sounds = ['off', 'on'] as const
export type Sound = (typeof sounds)[number]

/** Whether the system tells of it while the window is not in front. */
export const attentions = ['off', 'on'] as const
export type Attention = (typeof attentions)[number]

/** What a person sets for this desk; nothing personal, kept in the browser's own store. */
export type Preferences = {
  theme: Theme
  contrast: Contrast
  textSize: TextSize
  language: Language
  density: Density
  sound: Sound
  attention: Attention
}

const KEY = 'pishkhan.preferences'
const initial: Preferences = {
  theme: 'system',
  contrast: 'system',
  textSize: '100',
  language: 'fa',
  density: 'regular',
  sound: 'off',
  attention: 'on',
}

function oneOf<T extends string>(values: readonly T[], value: unknown, otherwise: T): T {
  return values.find((candidate) => candidate === value) ?? otherwise
}

function read(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    if (typeof stored !== 'object' || stored === null) return initial
    const { theme, contrast, textSize, language, density, sound, attention } = stored as Record<
      string,
      unknown
    >
    return {
      theme: oneOf(themes, theme, initial.theme),
      contrast: oneOf(contrasts, contrast, initial.contrast),
      textSize: oneOf(textSizes, textSize, initial.textSize),
      language: oneOf(['fa', 'en'] as const, language, initial.language),
      density: oneOf(densities, density, initial.density),
      sound: oneOf(sounds, sound, initial.sound),
      attention: oneOf(attentions, attention, initial.attention),
    }
  } catch {
    // No store, or something else under the key: start as on the first day.
    return initial
  }
}

export const usePreferences = create<Preferences>()(() => read())

export function setPreferences(change: Partial<Preferences>): void {
  usePreferences.setState(change)
  try {
    localStorage.setItem(KEY, JSON.stringify(usePreferences.getState()))
  } catch {
    // The choice holds until the window closes.
  }
}
