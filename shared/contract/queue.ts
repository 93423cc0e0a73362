import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { civilDateSchema, civilTimeSchema, instantSchema } from '#shared/domain/civil-time.ts'
import { placeReasons } from '#shared/domain/queue.ts'
import { appointmentStates } from '#shared/domain/state.ts'
import { deskNumberSchema } from '#shared/domain/turn.ts'
import { officeBase } from './office-base.ts'

const signedIn = officeBase.meta({ access: 'signed_in' })
const documentsDesk = officeBase.meta({ access: ['documents', 'supervisor'] })
const anybody = officeBase.meta({ access: 'public' })

/** Where somebody waits, or that they are being served. */
export const queueStages = ['documents', 'complete', 'at_desk'] as const
export type QueueStage = (typeof queueStages)[number]

/** Somebody who waits, or is at a desk. */
export const queueEntrySchema = z.object({
  id: z.uuid(),
  /** The day of the appointment, not always the one of the queue. */
  date: civilDateSchema,
  slot: civilTimeSchema,
  firstName: z.string(),
  lastName: z.string(),
  queueNumber: z.int().nullable(),
  state: z.enum(appointmentStates),
  stage: z.enum(queueStages),
  /** Since when they wait for this; of somebody at a desk: since when they are there. */
  since: instantSchema,
  why: z.enum(placeReasons),
  /** The instant that their place goes by. */
  placeAt: instantSchema,
  /** The desk where they are, or the only one that is to go on with them. */
  desk: deskNumberSchema.nullable(),
  /** Who called them, or handed them over. */
  by: z.string().nullable(),
  /** What the colleague said who handed them over. */
  note: z.string().nullable(),
  skips: z.int().min(0),
  recalls: z.int().min(0),
})
export type QueueEntry = z.infer<typeof queueEntrySchema>

/** The queue of today: who waits in the order in which they are called, and who is at a desk. */
export const queueSchema = z.object({
  date: civilDateSchema,
  waiting: z.array(queueEntrySchema),
  atDesk: z.array(queueEntrySchema),
})
export type Queue = z.infer<typeof queueSchema>

const appointmentId = z.object({ appointmentId: z.uuid() })
const desk = deskNumberSchema

/** «صف»: who is called next, and to which desk. */
export const queueContract = {
  get: signedIn.output(queueSchema),
  /** By turn. Refused with `desk_busy` while somebody is at the desk, and with `queue_empty`. */
  callNext: documentsDesk.input(z.object({ desk })).output(queueEntrySchema),
  /** Somebody whom the clerk has picked, in turn or out of it. */
  call: documentsDesk.input(appointmentId.extend({ desk })).output(queueEntrySchema),
  recall: documentsDesk.input(appointmentId).output(queueEntrySchema),
  /** They did not come: back into the line, behind the next ones. */
  skip: documentsDesk.input(appointmentId).output(queueEntrySchema),
  /** To another desk, or, without one, to whichever calls next. */
  handOver: documentsDesk
    .input(
      appointmentId.extend({
        desk: desk.nullable(),
        note: z.string().trim().max(500).nullable().default(null),
      }),
    )
    .output(queueEntrySchema),
}

/**
 * What the waiting room sees: numbers and desks. Nobody has signed in there, so there is nothing else in it, and this is all
 * that its page is served.
 */
export const waitingRoomSchema = z.object({
  /** Who is at a desk or on the way to one, the newest call first. `calls`: how often they were called to it. */
  calls: z.array(z.object({ number: z.int().positive(), desk, calls: z.int().positive() })),
})
export type WaitingRoom = z.infer<typeof waitingRoomSchema>

export const displayContract = {
  /** As it stands, at once and with every change. */
  watch: anybody.output(eventIterator(waitingRoomSchema)),
}
