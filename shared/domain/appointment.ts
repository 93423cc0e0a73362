import { z } from 'zod'
import { applicantSchema } from './applicant.ts'
import { actorSchema, civilDateSchema, civilTimeSchema, instantSchema, verdicts } from './event.ts'
import { requestKinds } from './requirement.ts'
import { appointmentStates } from './state.ts'
import { turnSchema } from './turn.ts'

/** The verdict that now holds for one item of the requirement set. */
export const documentDecisionSchema = z.object({
  item: z.string().min(1).max(64),
  verdict: z.enum(verdicts),
  reasonCode: z.string().nullable(),
  note: z.string().nullable(),
  by: actorSchema,
  at: instantSchema,
  eventId: z.uuid(),
})
export type DocumentDecision = z.infer<typeof documentDecisionSchema>

/** An appointment with everything that happened to it: what `reduce` works on and what both sides must agree on. */
export const appointmentSchema = z.object({
  id: z.uuid(),
  officeId: z.uuid(),
  date: civilDateSchema,
  slot: civilTimeSchema,
  requestKind: z.enum(requestKinds),
  requirementSet: z.object({ id: z.string(), version: z.int().positive() }),
  applicant: applicantSchema,
  state: z.enum(appointmentStates),
  /** The office's number of the day, given at check-in. */
  queueNumber: z.int().positive().nullable(),
  /** Civil date and instant of the check-in that holds. */
  arrivedOn: civilDateSchema.nullable(),
  arrivedAt: instantSchema.nullable(),
  checkedInBy: actorSchema.nullable(),
  decisions: z.array(documentDecisionSchema),
  /** Where they stand in the queue, as far as anything of it has happened. */
  turn: turnSchema.optional(),
  /** First civil date on which booking is allowed again after a no-show. */
  bookableFrom: civilDateSchema.nullable(),
  /** Server revision of the row; grows with each change of it. 0 is a row the server does not know yet. */
  revision: z.int().min(0),
  /** The event that cancelled it or made it a no-show; its revision is null until the server has stamped it. */
  withdrawal: z
    .object({ eventId: z.uuid(), deviceId: z.uuid(), revision: z.int().positive().nullable() })
    .nullable(),
  /** Ids of the events that are in this state already: a repeat changes nothing. */
  appliedEventIds: z.array(z.uuid()),
})
export type Appointment = z.infer<typeof appointmentSchema>

type Booked = Pick<
  Appointment,
  'id' | 'officeId' | 'date' | 'slot' | 'requestKind' | 'requirementSet' | 'applicant' | 'revision'
>

/** An appointment that nobody has come to yet. */
export const bookedAppointment = ({ revision, ...booked }: Booked): Appointment => ({
  ...booked,
  state: 'booked',
  queueNumber: null,
  arrivedOn: null,
  arrivedAt: null,
  checkedInBy: null,
  decisions: [],
  bookableFrom: null,
  revision,
  withdrawal: null,
  appliedEventIds: [],
})
