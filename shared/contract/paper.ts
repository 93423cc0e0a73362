import { z } from 'zod'
import { civilDateSchema, instantSchema } from '#shared/domain/event.ts'
import { papers, printEndSchema, printOutcomes, slips } from '#shared/domain/paper.ts'
import { scheduleCopySchema } from '#shared/domain/schedule-copy.ts'
import { officeBase } from './office-base.ts'

const signedIn = officeBase.meta({ access: 'signed_in' })
const supervisor = officeBase.meta({ access: ['supervisor'] })

export const printOutcomeSchema = z.enum(printOutcomes)

/** A copy that was counted: from now on somebody has to say what became of it (`paper.end`). */
export const begunSchema = z.object({
  printId: z.uuid(),
  copy: z.int().positive(),
  printedAt: instantSchema,
})
export type Begun = z.infer<typeof begunSchema>

/** A copy that was printed, or was to be; `outcome` null is under way. */
export const printedCopySchema = z.object({
  printId: z.uuid(),
  copy: z.int().positive(),
  at: instantSchema,
  outcome: printOutcomeSchema.nullable(),
})
export type PrintedCopy = z.infer<typeof printedCopySchema>

/** A paper of a day that is not known to have come out of a printer; `outcome` null is under way. */
export const unprintedSchema = z.object({
  printId: z.uuid(),
  paper: z.enum(papers),
  copy: z.int().positive(),
  at: instantSchema,
  outcome: z.enum(['failed', 'unknown']).nullable(),
  /** Of a slip. */
  appointmentId: z.uuid().nullable(),
  name: z.string().nullable(),
  /** Of a schedule: which lines of it, and in which type. */
  schedule: scheduleCopySchema.nullable(),
})
export type Unprinted = z.infer<typeof unprintedSchema>

/** What goes to paper: each copy counted before it is printed, and what became of it said afterwards. */
export const paperContract = {
  /** Refused when there is nothing to say on it: nobody has arrived, or nothing is missing. */
  beginSlip: signedIn.input(z.object({ appointmentId: z.uuid(), slip: z.enum(slips) })).output(begunSchema),
  /** The closing report of a day. */
  beginReport: supervisor.input(z.object({ date: civilDateSchema })).output(begunSchema),
  /** Said once; what is said of a copy later changes nothing. */
  end: signedIn.input(z.object({ printId: z.uuid(), end: printEndSchema })).output(z.object({})),
  unprinted: signedIn.input(z.object({ date: civilDateSchema })).output(z.array(unprintedSchema)),
}
