import { useEffect } from 'react'
import { type Theme, usePreferences } from '../stores/preferences.ts'
import { setLanguage } from './i18n.ts'

const darkSystem = () => window.matchMedia('(prefers-color-scheme: dark)')

const isDark = (theme: Theme) => theme === 'dark' || (theme === 'system' && darkSystem().matches)

/** Writes the preferences onto the document, where the tokens and the reading direction hang. */
export function applyAppearance(): void {
  const { theme, language, density } = usePreferences.getState()
  const { dataset } = document.documentElement
  dataset.theme = isDark(theme) ? 'dark' : 'light'
  dataset.density = density
  document.documentElement.lang = language
  document.documentElement.dir = language === 'fa' ? 'rtl' : 'ltr'
}

/** Follows the preferences, and the system's theme while it is asked for. */
export function useAppearance(): void {
  const preferences = usePreferences()
  useEffect(() => {
    applyAppearance()
    setLanguage(preferences.language)
    const system = darkSystem()
    system.addEventListener('change', applyAppearance)
    return () => system.removeEventListener('change', applyAppearance)
  }, [preferences])
}
