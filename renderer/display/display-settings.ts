import { create } from 'zustand'
import { type Theme, themes } from '../stores/preferences.ts'

/** What is set at the waiting room's own screen: silent, and as light as the system is, until somebody says otherwise. */
export type DisplaySettings = { sound: boolean; theme: Theme }

const KEY = 'pishkhan.display'

function read(): DisplaySettings {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    const { sound, theme } = (stored ?? {}) as Record<string, unknown>
    return { sound: sound === true, theme: themes.find((known) => known === theme) ?? 'system' }
  } catch {
    return { sound: false, theme: 'system' }
  }
}

export const useDisplaySettings = create<DisplaySettings>()(() => read())

export function setDisplay(change: Partial<DisplaySettings>): void {
  useDisplaySettings.setState(change)
  try {
    localStorage.setItem(KEY, JSON.stringify(useDisplaySettings.getState()))
  } catch {
    // The choice holds until the page closes.
  }
}
