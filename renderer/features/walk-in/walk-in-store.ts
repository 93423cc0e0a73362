import { create } from 'zustand'

/** Whether the dialog is open, and the code that led to it. */
export const useWalkIn = create<{ open: boolean; code: string | null }>()(() => ({ open: false, code: null }))

/** @param code a code that was scanned and that nobody has here */
export function openWalkIn(code: string | null = null): void {
  useWalkIn.setState({ open: true, code })
}

export function closeWalkIn(): void {
  useWalkIn.setState({ open: false, code: null })
}
