// First, so that the order of the cascade layers is set before any feature brings styles of its own.
import './design/styles.css'

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { applyAppearance } from './app/appearance.ts'
import { installAriaStrings } from './app/aria-strings.ts'
import { startI18n } from './app/i18n.ts'
import { usePreferences } from './stores/preferences.ts'

installAriaStrings()
startI18n(usePreferences.getState().language)
applyAppearance()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
