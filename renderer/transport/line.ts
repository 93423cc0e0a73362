import { create } from 'zustand'

/** Whether the core answers this window; not to be confused with the core's own line to the central system. */
export type Line = 'up' | 'down'

export const useLine = create<{ line: Line }>()(() => ({ line: 'up' }))

export function reportLine(line: Line): void {
  if (useLine.getState().line !== line) useLine.setState({ line })
}
