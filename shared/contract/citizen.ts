import { oc } from '@orpc/contract'
import { z } from 'zod'
import { applicantSchema } from '#shared/domain/applicant.ts'
import { civilDateSchema, civilTimeSchema, instantSchema } from '#shared/domain/civil-time.ts'
import { registrationFields } from '#shared/domain/registration.ts'
import { requestKinds, requirementItemSchema } from '#shared/domain/requirement.ts'
import { appointmentStates } from '#shared/domain/state.ts'
import { validationCodes } from '#shared/domain/validation.ts'

/** Why somebody may not register; told by code, and to the citizen always in the official words (domain.md 5). */
export const ineligibilityReasons = [
  'not_in_registry',
  'registry_mismatch',
  'not_iranian',
  'deceased',
  'under_age',
  'has_card',
  'has_no_card',
  'live_registration',
] as const
export type IneligibilityReason = (typeof ineligibilityReasons)[number]

/** Word for word as the central system says it (domain.md 5). */
export const notEligibleMessage = 'شهروند گرامی در حال حاضر شما واجد شرایط ثبت نام کارت هوشمند ملی نمی‌باشید.'

/** What a citizen is known by after registering: nothing else is needed to sign in, and both travel in bodies only. */
export const credentialsSchema = z.object({
  nationalCode: z.string().min(1).max(40),
  trackingCode: z.string().min(1).max(40),
})
export type Credentials = z.infer<typeof credentialsSchema>

/** An office as a citizen chooses it. */
export const publicOfficeSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  province: z.string(),
  city: z.string(),
  address: z.string(),
  areaCode: z.string(),
  /** First day from today on with a free slot, within what can be booked; null when there is none. */
  firstFreeDate: civilDateSchema.nullable(),
})
export type PublicOffice = z.infer<typeof publicOfficeSchema>

/** `open` has free slots · `full` ظرفیت تکمیل · `closed` تعطیل, with the reason where there is one. */
export const bookableDaySchema = z.object({
  date: civilDateSchema,
  status: z.enum(['open', 'full', 'closed']),
  closedBecause: z.string().nullable(),
  slots: z.array(z.object({ time: civilTimeSchema, free: z.int().min(0) })),
})
export type BookableDay = z.infer<typeof bookableDaySchema>

/** What a citizen sees of an appointment. */
export const citizenAppointmentSchema = z.object({
  id: z.uuid(),
  date: civilDateSchema,
  slot: civilTimeSchema,
  state: z.enum(appointmentStates),
  requestKind: z.enum(requestKinds),
  office: publicOfficeSchema.omit({ firstFreeDate: true }),
  /** What to bring, from the requirement set of the appointment. */
  bring: z.array(requirementItemSchema.pick({ key: true, title: true, kind: true, required: true })),
})
export type CitizenAppointment = z.infer<typeof citizenAppointmentSchema>

/** A stage of a registration. `stage` may be one that this program does not know: it is shown as it came. */
export const stageEntrySchema = z.object({
  stage: z.string().min(1).max(60),
  at: instantSchema,
  note: z.string().nullable(),
})
export type StageEntry = z.infer<typeof stageEntrySchema>

export const citizenStatusSchema = z.object({
  firstName: z.string(),
  requestKind: z.enum(requestKinds),
  stage: z.string(),
  /** Oldest first. */
  history: z.array(stageEntrySchema),
  /** The appointment that counts now, or the last one there was. */
  appointment: citizenAppointmentSchema.nullable(),
  /** First day on which booking is allowed again, while a ban holds. */
  bookableFrom: civilDateSchema.nullable(),
})
export type CitizenStatus = z.infer<typeof citizenStatusSchema>

const fieldErrors = z.object({ fields: z.partialRecord(z.enum(registrationFields), z.enum(validationCodes)) })
const bannedData = z.object({ bookableFrom: civilDateSchema })

const base = oc.errors({
  BAD_REQUEST: { status: 400, message: 'The request does not fit the contract.' },
  /** A token is not asked for; one that is shown must be good. */
  UNAUTHORIZED: { status: 401, message: 'A valid access token is needed.' },
  TOO_MANY_REQUESTS: {
    status: 429,
    message: 'Too many requests; see Retry-After.',
    data: z.object({ retryAfterSeconds: z.int().positive() }),
  },
})

/** Unknown and wrong are one answer, in text and in time: nobody learns who is registered. */
const credentialed = base.errors({
  CREDENTIALS_UNKNOWN: { status: 404, message: 'No registration has this national code and tracking code.' },
})

const bookingErrors = {
  OFFICE_UNKNOWN: { status: 404, message: 'There is no such office.' },
  /** ظرفیت تکمیل */
  SLOT_FULL: { status: 409, message: 'The slot is full; choose another.' },
  /** تعطیل */
  OFFICE_CLOSED: { status: 409, message: 'The office is closed then.' },
  /** Begun already, too far ahead, or no slot of the office's hours. */
  SLOT_NOT_OFFERED: { status: 409, message: 'There is no such slot to book.' },
  ALREADY_BOOKED: { status: 409, message: 'There is an appointment already; change or cancel it.' },
  BOOKING_BANNED: {
    status: 409,
    message: 'After a missed appointment booking is not allowed yet.',
    data: bannedData,
  },
  REGISTRATION_COMPLETED: { status: 409, message: 'The office has served this registration already.' },
} as const

const place = z.object({ officeId: z.uuid(), date: civilDateSchema, slot: civilTimeSchema })

/** The endpoints that a citizen uses, from the portal or at a counter (DESIGN 5). */
export const citizenContract = {
  registrations: {
    create: base
      .route({
        method: 'POST',
        path: '/v1/registrations',
        tags: ['citizen'],
        summary: 'Register',
        successStatus: 201,
      })
      .errors({
        DETAILS_INVALID: { status: 422, message: 'Some fields are not valid.', data: fieldErrors },
        NOT_ELIGIBLE: {
          status: 422,
          message: notEligibleMessage,
          data: z.object({ reason: z.enum(ineligibilityReasons) }),
        },
      })
      /** Texts as typed are accepted and normalised; the birth date is an ISO civil date. */
      .input(
        z.object(
          Object.fromEntries(registrationFields.map((field) => [field, z.string().max(500)])) as Record<
            (typeof registrationFields)[number],
            z.ZodString
          >,
        ),
      )
      .output(z.object({ trackingCode: z.string(), registeredAt: instantSchema })),
  },
  trackingCodes: {
    /**
     * Sends the code to the registered mobile. The answer is the same whether the two fit or not; only an office's
     * device, whose clerk has the person before them, is told the code itself.
     */
    recover: base
      .route({
        method: 'POST',
        path: '/v1/tracking-codes/recover',
        tags: ['citizen'],
        summary: 'Recover a tracking code',
      })
      .input(z.object({ nationalCode: z.string().min(1).max(40), birthDate: civilDateSchema }))
      .output(z.object({ requested: z.literal(true), trackingCode: z.string().nullable() })),
  },
  offices: {
    list: base
      .route({
        method: 'GET',
        path: '/v1/offices',
        tags: ['citizen'],
        summary: 'Offices by province and city',
      })
      .input(z.object({ province: z.string().max(60).optional(), city: z.string().max(60).optional() }))
      .output(
        z.object({
          /** Where there are offices, for the two choices before the office. */
          places: z.array(z.object({ province: z.string(), cities: z.array(z.string()) })),
          offices: z.array(publicOfficeSchema),
        }),
      ),
    slots: base
      .route({
        method: 'GET',
        path: '/v1/offices/{officeId}/slots',
        tags: ['citizen'],
        summary: 'Days and free slots of an office',
      })
      .errors({ OFFICE_UNKNOWN: bookingErrors.OFFICE_UNKNOWN })
      /** From today where `from` is earlier or absent; 45 days at most, and no further than the office can be booked. */
      .input(
        z.object({ officeId: z.uuid(), from: civilDateSchema.optional(), to: civilDateSchema.optional() }),
      )
      .output(z.object({ days: z.array(bookableDaySchema) })),
  },
  appointments: {
    book: credentialed
      .route({
        method: 'POST',
        path: '/v1/appointments',
        tags: ['citizen'],
        summary: 'Book a slot',
        successStatus: 201,
      })
      .errors(bookingErrors)
      .input(credentialsSchema.extend(place.shape))
      .output(citizenAppointmentSchema),
    change: credentialed
      .route({
        method: 'POST',
        path: '/v1/appointments/{id}/change',
        tags: ['citizen'],
        summary: 'Move to another slot or office',
      })
      .errors({
        ...bookingErrors,
        NOT_CHANGEABLE: { status: 409, message: 'This appointment cannot be changed any more.' },
      })
      .input(credentialsSchema.extend({ id: z.uuid(), ...place.shape }))
      .output(citizenAppointmentSchema),
    cancel: credentialed
      .route({
        method: 'POST',
        path: '/v1/appointments/{id}/cancel',
        tags: ['citizen'],
        summary: 'Cancel an appointment',
      })
      .errors({ NOT_CHANGEABLE: { status: 409, message: 'This appointment cannot be changed any more.' } })
      .input(credentialsSchema.extend({ id: z.uuid() }))
      .output(citizenAppointmentSchema),
  },
  status: credentialed
    .route({ method: 'POST', path: '/v1/status', tags: ['citizen'], summary: 'State of issuance' })
    .input(credentialsSchema)
    .output(citizenStatusSchema),
}
export type CitizenContract = typeof citizenContract

/** What an office's device is told of a registered citizen who stands before the clerk. */
export const registrationForOfficeSchema = z.object({
  applicant: applicantSchema,
  requestKind: z.enum(requestKinds),
  stage: z.string(),
  appointment: citizenAppointmentSchema.nullable(),
  bookableFrom: civilDateSchema.nullable(),
})
export type RegistrationForOffice = z.infer<typeof registrationForOfficeSchema>
