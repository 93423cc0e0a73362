import { create } from 'zustand'

const KEY = 'pishkhan.recent-commands'
const MOST_RECENT = 6

/** Ids of commands only, never of applicants: nothing personal is kept. */
function readRecent(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string').slice(0, MOST_RECENT) : []
  } catch {
    return []
  }
}

type PaletteStore = {
  open: boolean
  /** What had the focus when it was opened: commands act where the hand was. */
  from: Element | null
  /** The last commands, the newest first. */
  recent: readonly string[]
}

export const usePalette = create<PaletteStore>()(() => ({ open: false, from: null, recent: readRecent() }))

export function openPalette(): void {
  usePalette.setState({ open: true, from: document.activeElement })
}

export function closePalette(): void {
  usePalette.setState({ open: false, from: null })
}

export function remember(id: string): void {
  const recent = [id, ...usePalette.getState().recent.filter((other) => other !== id)].slice(0, MOST_RECENT)
  usePalette.setState({ recent })
  try {
    localStorage.setItem(KEY, JSON.stringify(recent))
  } catch {
    // It holds until the window closes.
  }
}
