import { create } from 'zustand'

/** The bundle's dialog can be opened from the settings and from the menu of the desktop app. */
export const useDiagnosticsDialog = create<{ open: boolean }>()(() => ({ open: false }))

export function openDiagnostics(): void {
  useDiagnosticsDialog.setState({ open: true })
}

export function closeDiagnostics(): void {
  useDiagnosticsDialog.setState({ open: false })
}
