import { z } from 'zod'
import { applicantSchema } from '#shared/domain/applicant.ts'
import { civilDateSchema, civilTimeSchema } from '#shared/domain/civil-time.ts'
import { requestKinds } from '#shared/domain/requirement.ts'
import { validationCodes } from '#shared/domain/validation.ts'
import { walkInFields } from '#shared/domain/walk-in-details.ts'
import { citizenAppointmentSchema, credentialsSchema } from './citizen.ts'
import { officeBase, refusalSchema } from './office-base.ts'
import { dayRowSchema, visitSchema } from './visit.ts'

const reception = officeBase.meta({ access: ['reception', 'supervisor'] })

/**
 * What room today has for somebody without an appointment, by the office's own data. `full` ظرفیت تکمیل: only with the
 * supervisor's reason · `closed` تعطیل: nobody is admitted.
 */
export const roomSchema = z.object({
  date: civilDateSchema,
  status: z.enum(['open', 'full', 'closed']),
  /** The slot that a walk-in would get now; when full the current one, for the supervisor to allow. */
  slot: civilTimeSchema.nullable(),
  /** Seats of the whole day, how many are taken, and how many are free from the current slot on. */
  capacity: z.int().min(0),
  taken: z.int().min(0),
  free: z.int().min(0),
})
export type Room = z.infer<typeof roomSchema>

/** Who it is that came, by the central system, or by the office's own list. */
export const walkInFindingSchema = z.discriminatedUnion('kind', [
  /** Has an appointment here today: it is opened instead. */
  z.object({ kind: z.literal('here'), row: dayRowSchema }),
  z.object({
    kind: z.literal('registered'),
    applicant: applicantSchema,
    requestKind: z.enum(requestKinds),
    appointment: citizenAppointmentSchema.nullable(),
    /** Why the person cannot be admitted. */
    refusal: refusalSchema.nullable(),
  }),
])
export type WalkInFinding = z.infer<typeof walkInFindingSchema>

/** The person as the central system told it, or as the clerk read it from the receipt: texts as typed. */
const details = z.object({
  firstName: z.string().max(200),
  lastName: z.string().max(200),
  fatherName: z.string().max(200),
  /** ISO civil date. */
  birthDate: z.string().max(40),
  mobile: z.string().max(40),
  requestKind: z.enum(requestKinds),
  postalCode: z.string().max(40).nullable().default(null),
  address: z.string().max(500).nullable().default(null),
  landline: z.string().max(40).nullable().default(null),
})

const invalidData = z.object({ fields: z.partialRecord(z.enum(walkInFields), z.enum(validationCodes)) })
const invalid = { status: 422, message: 'Some fields are not valid; nothing was changed.', data: invalidData }

/** «مراجعهٔ بدون نوبت»: a registered citizen without an appointment is taken in today. */
export const walkInContract = {
  room: reception.output(roomSchema),
  find: reception
    .errors({
      CENTRAL_UNREACHABLE: { status: 503, message: 'The central system cannot be reached.' },
      CENTRAL_NOT_TRUSTED: {
        status: 502,
        message: 'What answers cannot prove to be the central system; nothing was sent.',
      },
      REGISTRATION_UNKNOWN: {
        status: 404,
        message: 'No registration has this national code and tracking code.',
      },
      WALK_IN_INVALID: invalid,
    })
    .input(credentialsSchema)
    .output(walkInFindingSchema),
  /**
   * Takes the person in. Refused with `already_booked`, with the appointment that there is, with `booking_banned`, or
   * with `day_full` unless a supervisor gives `overCapacity`, the reason. `checkIn` records the arrival with it.
   */
  admit: reception
    .errors({ WALK_IN_INVALID: invalid })
    .input(
      credentialsSchema.extend({
        details,
        overCapacity: z.string().trim().min(3).max(500).nullable().default(null),
        checkIn: z.boolean().default(true),
      }),
    )
    .output(visitSchema),
}
