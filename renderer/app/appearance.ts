import { useEffect } from 'react'
import { usePreferences } from '../stores/preferences.ts'
import { desktop } from '../transport/bridge.ts'
import { setLanguage } from './i18n.ts'

const darkSystem = () => window.matchMedia('(prefers-color-scheme: dark)')
const contrastSystem = () => window.matchMedia('(prefers-contrast: more)')

/** Writes the preferences onto the document, where the tokens and the reading direction hang. */
export function applyAppearance(): void {
  const { theme, contrast, textSize, language, density } = usePreferences.getState()
  const root = document.documentElement
  const isDark = theme === 'system' ? darkSystem().matches : theme === 'dark'
  const hasMore = contrast === 'more' || contrastSystem().matches
  root.dataset.theme = isDark ? 'dark' : 'light'
  root.dataset.contrast = hasMore ? 'more' : 'regular'
  root.dataset.textSize = textSize
  root.dataset.density = density
  root.lang = language
  root.dir = language === 'fa' ? 'rtl' : 'ltr'
}

/** Follows the preferences, and the system's theme and contrast while they are asked for. */
export function useAppearance(): void {
  const preferences = usePreferences()
  useEffect(() => {
    applyAppearance()
    setLanguage(preferences.language)
    desktop()?.setLanguage(preferences.language)
    const systems = [darkSystem(), contrastSystem()]
    for (const system of systems) system.addEventListener('change', applyAppearance)
    return () => {
      for (const system of systems) system.removeEventListener('change', applyAppearance)
    }
  }, [preferences])
}
