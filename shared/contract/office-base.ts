import { oc } from '@orpc/contract'
import { z } from 'zod'
import { actorSchema, civilDateSchema, instantSchema } from '#shared/domain/event.ts'
import { refusalCodes } from '#shared/domain/refusal.ts'
import type { Role } from '#shared/domain/state.ts'
import { appointmentStates, roles } from '#shared/domain/state.ts'

/**
 * Who may call a procedure: anybody who reaches the core, anybody signed in, or the holders of one of the roles.
 * `signed_in_once`: also who has signed in with a one-time password and not yet chosen another.
 */
export type Access = 'public' | 'signed_in_once' | 'signed_in' | readonly Role[]

export const refusalSchema = z.object({
  code: z.enum(refusalCodes),
  state: z.enum(appointmentStates).optional(),
  by: actorSchema.optional(),
  at: instantSchema.optional(),
  items: z.array(z.string()).readonly().optional(),
  bookableFrom: civilDateSchema.optional(),
  count: z.int().optional(),
  desk: z.int().optional(),
  appointmentId: z.uuid().optional(),
  date: civilDateSchema.optional(),
})

/** What every procedure of an office's core can answer with. */
export const officeBase = oc.$meta<{ access: Access }>({ access: 'signed_in' }).errors({
  BAD_REQUEST: { status: 400, message: 'The request does not fit the contract.' },
  SIGN_IN_REQUIRED: { status: 401, message: 'Sign in first.' },
  /** Nothing else answers until a one-time password has been changed. */
  PASSWORD_CHANGE_REQUIRED: { status: 403, message: 'Choose a password of your own first.' },
  FORBIDDEN: {
    status: 403,
    message: 'Your role may not do this.',
    data: z.object({ needs: z.array(z.enum(roles)) }),
  },
  NOT_FOUND: { status: 404, message: 'There is no such record in this office.' },
  /** The rule book, or a closed day, says no. Nothing was changed. */
  REFUSED: { status: 409, message: 'The rules do not allow this now.', data: refusalSchema },
  NOT_ACTIVATED: { status: 409, message: 'This device has not been activated.' },
  /** Something has to be mended first (`condition.get`). Nothing was changed. */
  RECORDING_BLOCKED: { status: 503, message: 'Nothing can be recorded now; see what is amiss.' },
  STORAGE_FAILED: { status: 507, message: 'The change could not be written; nothing was changed.' },
})
