// First, so that the order of the cascade layers is set before any page brings styles of its own.
import './design/styles.css'

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { ErrorBoundary } from './app/error-boundary.tsx'
import { startLanguage } from './app/texts.ts'
import { followTheme } from './app/theme.ts'

followTheme()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
void startLanguage().then(() =>
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <App />
      </ErrorBoundary>
    </StrictMode>,
  ),
)
