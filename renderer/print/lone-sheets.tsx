import './lone-sheets.css'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

/**
 * Sheets that are there only while they are printed: on the screen nobody sees them, though they are laid out and can be
 * measured, and on paper there is nothing else, whatever the page would print besides.
 */
export function LoneSheets({ children }: { children: ReactNode }) {
  return createPortal(
    <div className="lone-sheets" ref={holdAlone}>
      {children}
    </div>,
    document.body,
  )
}

function holdAlone(sheets: HTMLElement | null): (() => void) | undefined {
  if (!sheets) return undefined
  document.documentElement.dataset.printsAlone = ''
  return () => {
    delete document.documentElement.dataset.printsAlone
  }
}
