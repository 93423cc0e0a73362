import type { AnySchema, ContractProcedure, ErrorMap, Meta } from '@orpc/contract'
import { z } from 'zod'
import { civilDateSchema } from '#shared/domain/civil-time.ts'
import { registrationFields } from '#shared/domain/registration.ts'
import type { Role } from '#shared/domain/state.ts'
import { validationCodes } from '#shared/domain/validation.ts'
import { citizenContract, ineligibilityReasons } from './citizen.ts'
import { officeBase } from './office-base.ts'

/** What the central system may refuse a citizen's request with; its own codes, whichever endpoint gave them. */
export const centralRefusalCodes = [
  'BAD_REQUEST',
  'TOO_MANY_REQUESTS',
  'DETAILS_INVALID',
  'NOT_ELIGIBLE',
  'CREDENTIALS_UNKNOWN',
  'OFFICE_UNKNOWN',
  'SLOT_FULL',
  'OFFICE_CLOSED',
  'SLOT_NOT_OFFERED',
  'ALREADY_BOOKED',
  'BOOKING_BANNED',
  'REGISTRATION_COMPLETED',
  'NOT_CHANGEABLE',
] as const
export type CentralRefusalCode = (typeof centralRefusalCodes)[number]

export const centralRefusalSchema = z.object({
  code: z.enum(centralRefusalCodes),
  /** Of DETAILS_INVALID: what is wrong with which field. */
  fields: z.partialRecord(z.enum(registrationFields), z.enum(validationCodes)).optional(),
  /** Of NOT_ELIGIBLE: for the clerk; the citizen hears the official message. */
  reason: z.enum(ineligibilityReasons).optional(),
  /** Of BOOKING_BANNED: the first day on which booking is allowed again. */
  bookableFrom: civilDateSchema.optional(),
  /** Of TOO_MANY_REQUESTS. */
  retryAfterSeconds: z.int().positive().optional(),
})
export type CentralRefusal = z.infer<typeof centralRefusalSchema>

const base = officeBase.errors({
  CENTRAL_UNREACHABLE: { status: 503, message: 'The central system cannot be reached; nothing was changed.' },
  CENTRAL_NOT_TRUSTED: {
    status: 502,
    message: 'What answers cannot prove to be the central system; nothing was sent.',
  },
  /** The central system says no. Nothing was changed. */
  CENTRAL_REFUSED: { status: 409, message: 'The central system refuses this.', data: centralRefusalSchema },
})
const counter: readonly Role[] = ['reception', 'supervisor']
const everyDesk: readonly Role[] = ['reception', 'documents', 'supervisor']

/** The same question and the same answer as at the central system, asked by a clerk. */
function mirrored<TInput extends AnySchema, TOutput extends AnySchema>(
  access: readonly Role[],
  { '~orpc': { inputSchema, outputSchema } }: ContractProcedure<TInput, TOutput, ErrorMap, Meta>,
) {
  if (!inputSchema || !outputSchema) throw new Error('a mirrored procedure has an input and an output')
  return base.meta({ access }).input(inputSchema).output(outputSchema)
}

/**
 * «خدمات متقاضی»: what a citizen does in the portal, done by a clerk for a citizen at the desk. The core passes it on
 * and keeps nothing of it: it works only with a line to the central system.
 */
export const citizenServicesContract = {
  register: mirrored(counter, citizenContract.registrations.create),
  recover: mirrored(counter, citizenContract.trackingCodes.recover),
  status: mirrored(everyDesk, citizenContract.status),
  offices: mirrored(counter, citizenContract.offices.list),
  slots: mirrored(counter, citizenContract.offices.slots),
  book: mirrored(counter, citizenContract.appointments.book),
  change: mirrored(counter, citizenContract.appointments.change),
  cancel: mirrored(counter, citizenContract.appointments.cancel),
}
export type CitizenServicesContract = typeof citizenServicesContract
