import { create } from 'zustand'
import { mostCopies } from '#shared/contract/channels.ts'
import { isSlip, type Paper, papers } from '#shared/domain/paper.ts'

/** A roll of thermal paper, 80 mm wide, or a sheet. */
export const paperSizes = ['roll80', 'a4'] as const
export type PaperSize = (typeof paperSizes)[number]

/** How one kind of paper is printed at this desk. */
export type PaperSettings = {
  size: PaperSize
  /** The printer's name in the system; null is the default printer. */
  printer: string | null
  /** Without the dialog. */
  silent: boolean
  copies: number
  /** A slip prints by itself with the act that gives rise to it. */
  byItself: boolean
}
export type AllPaperSettings = Readonly<Record<Paper, PaperSettings>>

const initial = (paper: Paper): PaperSettings => ({
  size: isSlip(paper) ? 'roll80' : 'a4',
  printer: null,
  silent: false,
  copies: 1,
  byItself: false,
})

const KEY = 'pishkhan.paper'

function readOne(paper: Paper, stored: unknown): PaperSettings {
  const otherwise = initial(paper)
  if (typeof stored !== 'object' || stored === null) return otherwise
  const { size, printer, silent, copies, byItself } = stored as Record<string, unknown>
  return {
    size: isSlip(paper) ? (paperSizes.find((known) => known === size) ?? otherwise.size) : otherwise.size,
    printer: typeof printer === 'string' && printer !== '' ? printer : null,
    silent: silent === true,
    copies:
      Number.isInteger(copies) && Number(copies) >= 1 && Number(copies) <= mostCopies ? Number(copies) : 1,
    byItself: isSlip(paper) && byItself === true,
  }
}

function read(): AllPaperSettings {
  let stored: Record<string, unknown> = {}
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    if (typeof value === 'object' && value !== null) stored = value as Record<string, unknown>
  } catch {
    // No store, or something else under the key: as on the first day.
  }
  return Object.fromEntries(papers.map((paper) => [paper, readOne(paper, stored[paper])])) as Record<
    Paper,
    PaperSettings
  >
}

/** Printers belong to the desk: what is set here is kept in the browser's own store, and holds nothing personal. */
export const usePaperSettings = create<AllPaperSettings>()(() => read())

export function setPaperSettings(paper: Paper, change: Partial<PaperSettings>): void {
  usePaperSettings.setState((all) => ({ [paper]: { ...all[paper], ...change } }))
  try {
    localStorage.setItem(KEY, JSON.stringify(usePaperSettings.getState()))
  } catch {
    // The choice holds until the window closes.
  }
}
