import { z } from 'zod'
import { isStorable } from './free-text.ts'
import { roles } from './state.ts'

/** Latin letters, digits, dot, hyphen and underscore: it is typed at every desk, whatever the keyboard's language. */
export const usernameSchema = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,59}$/)

/** In lower case, as every store writes it. */
const idSchema = z.uuid().regex(/^[0-9a-f-]+$/)
const displayNameSchema = z.string().trim().min(2).max(120).refine(isStorable)
const rolesSchema = z
  .array(z.enum(roles))
  .min(1)
  .max(roles.length)
  .refine((named) => new Set(named).size === named.length)
const deskSchema = z.string().trim().min(1).max(20).refine(isStorable).nullable()

/**
 * What may travel in the place of a password, of a cost that every desk can bear: a hash that asks for gigabytes would stop
 * whoever checks it.
 */
const passwordHashSchema = z
  .string()
  .max(200)
  .regex(/^\$argon2id\$v=19\$m=[0-9]{4,5},t=[0-9]{1,2},p=[0-9]\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{22,86}$/)

/** What a supervisor says of somebody who is to work in the office. */
export const newUserSchema = z.object({
  username: usernameSchema,
  displayName: displayNameSchema,
  roles: rolesSchema,
  desk: deskSchema,
})
export type NewUser = z.infer<typeof newUserSchema>

/** What can be changed about a person; what is not named stays. The user name stays for good: what was done stands under it. */
export const userChangesSchema = z.object({
  displayName: displayNameSchema.optional(),
  roles: rolesSchema.optional(),
  desk: deskSchema.optional(),
  active: z.boolean().optional(),
})
export type UserChanges = z.infer<typeof userChangesSchema>

/** The payload of each event that concerns a person of the office. Of a password only its argon2id hash is anywhere. */
export const userPayloads = {
  /** With a one-time password: whoever is added chooses their own before anything else. */
  user_added: z.object({ user: newUserSchema.extend({ id: idSchema }), passwordHash: passwordHashSchema }),
  user_changed: z.object({ userId: idSchema, changes: userChangesSchema }),
  /** `oneTime`: a supervisor has set it for somebody, who has to choose another one first. */
  password_set: z.object({ userId: idSchema, passwordHash: passwordHashSchema, oneTime: z.boolean() }),
} as const

export type UserEventType = keyof typeof userPayloads
export type UserPayload<T extends UserEventType> = z.infer<(typeof userPayloads)[T]>

/** The same without the hash: what of such an event may be shown, written to a file or handed to support. */
export const shownUserPayloads = {
  user_added: userPayloads.user_added.omit({ passwordHash: true }),
  user_changed: userPayloads.user_changed,
  password_set: userPayloads.password_set.omit({ passwordHash: true }),
} as const

/** A person of the office. The argon2id hash travels so that signing in works without a network. */
export const officeUserSchema = z.object({
  id: z.uuid(),
  username: z.string().min(1).max(60),
  displayName: z.string().min(1).max(120),
  roles: z.array(z.enum(roles)).min(1),
  desk: z.string().max(20).nullable(),
  passwordHash: z.string().startsWith('$argon2id$'),
  /** The password is a one-time one: whoever signs in with it may do nothing but choose another. */
  mustChangePassword: z.boolean().default(false),
  active: z.boolean(),
  /** Events of this person's record that are in it, as with appointments. */
  appliedEventIds: z.array(z.uuid()).default([]),
})
export type OfficeUser = z.infer<typeof officeUserSchema>
