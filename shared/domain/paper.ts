import { z } from 'zod'

/** What goes to an applicant on paper. */
export const slips = ['check_in_slip', 'missing_documents_slip'] as const
export type Slip = (typeof slips)[number]

/** What the office prints and counts the copies of. */
export const papers = [...slips, 'schedule', 'closing_report'] as const
export type Paper = (typeof papers)[number]
export const isSlip = (paper: Paper): paper is Slip => slips.some((slip) => slip === paper)

/**
 * What became of a copy. `handed`: a browser's own dialog has it and does not tell. `unknown`: nobody said anything, because
 * the window or the machine went in between.
 */
export const printOutcomes = ['printed', 'handed', 'cancelled', 'failed', 'unknown'] as const
export type PrintOutcome = (typeof printOutcomes)[number]

/** Why a copy did not come to paper. */
export const printFailures = [
  'invalid_settings',
  'printer_missing',
  'print_failed',
  'window_closed',
  'busy',
] as const
export type PrintFailure = (typeof printFailures)[number]

export const isPrintFailure = (code: string): code is PrintFailure =>
  printFailures.some((known) => known === code)

/** How a screen ends what it began. */
export const printEndSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.enum(['printed', 'handed', 'cancelled']) }),
  z.object({ outcome: z.literal('failed'), code: z.enum(printFailures) }),
])
export type PrintEnd = z.infer<typeof printEndSchema>

/** Whether a copy is to be marked «چاپ نشد»: it failed, or nobody knows. `null` is under way. */
export const isMarked = (outcome: PrintOutcome | null): boolean =>
  outcome === 'failed' || outcome === 'unknown'
