import { create } from 'zustand'

export const useSettings = create<{ open: boolean }>()(() => ({ open: false }))

export function openSettings(): void {
  useSettings.setState({ open: true })
}

export function closeSettings(): void {
  useSettings.setState({ open: false })
}
