import '../design/styles.css'
import './display.css'

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startI18n } from '../app/i18n.ts'
import { usePreferences } from '../stores/preferences.ts'
import { Display } from './display.tsx'

startI18n(usePreferences.getState().language)

const root = document.getElementById('root')
if (!root) throw new Error('display.html has no #root')
createRoot(root).render(
  <StrictMode>
    <Display />
  </StrictMode>,
)
