import { z } from 'zod'
import { officeProfileSchema } from './central.ts'
import { officeBase } from './office-base.ts'
import { userSchema } from './people.ts'

const anybody = officeBase.meta({ access: 'public' })

const centralFailures = {
  CENTRAL_UNREACHABLE: { status: 503, message: 'The central system cannot be reached.' },
  CENTRAL_NOT_TRUSTED: {
    status: 502,
    message: 'What answers cannot prove to be the central system; nothing was sent.',
  },
} as const
const alreadyActivated = {
  ALREADY_ACTIVATED: { status: 409, message: 'This device is activated already.' },
} as const

/** How far the first fetch of the office's data is; counts since this start of the core. */
const firstFetchSchema = z.object({
  people: z.int().min(0),
  appointments: z.int().min(0),
  /** Changes of every kind that have come. */
  received: z.int().min(0),
  /** How many there are; null when the central system does not say. */
  total: z.int().min(0).nullable(),
  /** Why it does not go on just now, as `SyncStatus.problem`. */
  problem: z.string().nullable(),
})

/** Somebody who may sign in, named before anybody has. */
const namedPersonSchema = userSchema.pick({ username: true, displayName: true, roles: true })
export type NamedPerson = z.infer<typeof namedPersonSchema>

export const deviceStatusSchema = z.object({
  activated: z.boolean(),
  centralUrl: z.string().nullable(),
  office: officeProfileSchema.nullable(),
  /** Whether people have arrived from the central system, so that somebody can sign in. */
  hasUsers: z.boolean(),
  appVersion: z.string(),
  /** Null when the device is not activated, and once everything has come. */
  firstFetch: firstFetchSchema.nullable(),
  /** The office's supervisors, until somebody has signed in on this device; nobody is named to a stranger after that. */
  firstSupervisors: z.array(namedPersonSchema),
  /** Made-up people and no secret: anybody may sign in as any of them. Null in an office at work. */
  demonstration: z.object({ password: z.string(), people: z.array(namedPersonSchema) }).nullable(),
})
export type DeviceStatus = z.infer<typeof deviceStatusSchema>

/** This installation: whose it is, and whether the office's data have arrived. */
export const deviceContract = {
  status: anybody.output(deviceStatusSchema),
  /** Whether a central system answers at an address, before a code is used on it. */
  reach: anybody
    .errors({ ...alreadyActivated, ...centralFailures })
    .input(z.object({ centralUrl: z.url() }))
    .output(z.object({})),
  activate: anybody
    .errors({
      ...alreadyActivated,
      ...centralFailures,
      ACTIVATION_CODE_INVALID: { status: 403, message: 'The activation code is unknown, used or expired.' },
    })
    .input(z.object({ centralUrl: z.url(), activationCode: z.string().trim().min(8).max(64) }))
    .output(z.object({ officeName: z.string() })),
}
