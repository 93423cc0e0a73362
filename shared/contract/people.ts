import { z } from 'zod'
import { newUserSchema, userChangesSchema } from '#shared/domain/office-user.ts'
import { longestPassword, passwordProblems } from '#shared/domain/password.ts'
import { roles } from '#shared/domain/state.ts'
import { officeBase } from './office-base.ts'
import { recordSyncSchema } from './visit.ts'

const supervisor = officeBase.meta({ access: ['supervisor'] })

export const userSchema = z.object({
  id: z.uuid(),
  username: z.string(),
  displayName: z.string(),
  roles: z.array(z.enum(roles)),
  desk: z.string().nullable(),
  /** Signed in with a one-time password: nothing but `session.changePassword` answers. */
  mustChangePassword: z.boolean(),
})
export type User = z.infer<typeof userSchema>

/** Somebody of the office, as the supervisor sees them. */
export const colleagueSchema = userSchema.extend({ active: z.boolean(), sync: recordSyncSchema })
export type Colleague = z.infer<typeof colleagueSchema>

/** As it is typed to sign in with, and what is to be checked of a new one only after it came. */
export const typedPasswordSchema = z.string().min(1).max(200)
const newPasswordSchema = z.string().max(longestPassword * 4)

/** Shown once, to be handed over; it is kept nowhere. */
const handedOver = z.object({ colleague: colleagueSchema, oneTimePassword: z.string() })

const userId = z.object({ userId: z.uuid() })

/** «کاربران دفتر»: who works here and as what; for the supervisor. */
export const peopleContract = {
  list: supervisor.output(z.array(colleagueSchema)),
  add: supervisor.input(newUserSchema).output(handedOver),
  change: supervisor.input(userId.extend({ changes: userChangesSchema })).output(colleagueSchema),
  /** Another password, for one time. Whoever is signed in with the old one is signed out. */
  resetPassword: supervisor.input(userId).output(handedOver),
}

/** One's own password; the present one is asked for, and counted like an attempt to sign in. */
export const changePassword = officeBase
  .meta({ access: 'signed_in_once' })
  .errors({
    INVALID_CREDENTIALS: { status: 401, message: 'The present password is wrong.' },
    TOO_MANY_ATTEMPTS: {
      status: 429,
      message: 'Too many attempts; wait.',
      data: z.object({ retryAfterSeconds: z.int().positive() }),
    },
    PASSWORD_REFUSED: {
      status: 422,
      message: 'The new password cannot be taken.',
      data: z.object({ why: z.enum(passwordProblems) }),
    },
  })
  .input(z.object({ present: typedPasswordSchema, password: newPasswordSchema }))
  .output(userSchema)
