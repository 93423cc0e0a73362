import { z } from 'zod'
import { actorSchema } from './actor.ts'
import { instantSchema } from './civil-time.ts'
import { isStorable } from './free-text.ts'

/** «باجه»: a number and nothing else, for it is what the waiting room sees. */
export const deskNumberSchema = z.int().min(1).max(999)

/** What a clerk tells the colleague to whom they hand somebody over. */
export const handOverNoteSchema = z.string().trim().min(1).max(500).refine(isStorable)

/** The payload of each event by which the queue moves. */
export const turnPayloads = {
  /** To a desk. `outOfTurn`: the clerk picked them, others stood before. */
  called: z.object({ desk: deskNumberSchema, outOfTurn: z.boolean() }),
  /** Once more to the same desk. */
  recalled: z.object({}),
  /** They did not come: put back behind the next ones (`lineUp`). */
  call_skipped: z.object({}),
  /** From the desk where they are to another one; without one, to whichever calls next. */
  handed_over: z.object({ desk: deskNumberSchema.nullable(), note: handOverNoteSchema.nullable() }),
} as const

/**
 * What the queue knows of a visit beside its state. An appointment has none until something of it happens; rows of before
 * the queue have none either.
 */
export const turnSchema = z.object({
  /** Came without an appointment: the slot they were given says nothing of their place. */
  walkIn: z.boolean(),
  /** When they came back with what was missing. */
  returnedAt: instantSchema.nullable(),
  /** When their documents were found complete. */
  completeAt: instantSchema.nullable(),
  /** The newest call, whatever became of it; `newestId` is its event or that of the last recall. */
  call: z
    .object({
      desk: deskNumberSchema,
      by: actorSchema,
      at: instantSchema,
      eventId: z.uuid(),
      recalls: z.int().min(0),
      newestId: z.uuid(),
    })
    .nullable(),
  /** In service: at the desk of the newest call, or on the way to it. */
  atDesk: z.boolean(),
  /** How often they did not come, and the event of the last time. */
  skips: z.int().min(0),
  skipId: z.uuid().nullable(),
  /** The desk that is to go on with them; null within: whichever calls next. */
  handedTo: z
    .object({
      desk: deskNumberSchema.nullable(),
      note: z.string().nullable(),
      by: actorSchema,
      at: instantSchema,
    })
    .nullable(),
})
export type Turn = z.infer<typeof turnSchema>

/** Nobody has called them yet. */
export const firstTurn: Turn = {
  walkIn: false,
  returnedAt: null,
  completeAt: null,
  call: null,
  atDesk: false,
  skips: 0,
  skipId: null,
  handedTo: null,
}
