import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { appointmentSchema } from '#shared/domain/appointment.ts'
import { officeDaySchema } from '#shared/domain/day.ts'
import { civilTimeSchema, instantSchema, officeEventSchema } from '#shared/domain/event.ts'
import { signaturePattern } from '#shared/domain/log-signature.ts'
import { officeUserSchema } from '#shared/domain/office-user.ts'
import { refusalCodes } from '#shared/domain/refusal.ts'
import { officeRulesSchema } from '#shared/domain/rules.ts'
import { centralExchangeKeysSchema, sealingKeySchema } from '#shared/exchange/exchange-keys.ts'
import { citizenContract, credentialsSchema, registrationForOfficeSchema } from './citizen.ts'

/** Events in one push and rows in one page of a pull, at most (DESIGN 4). */
export const limits = { pushEvents: 500, pullRows: 1000 } as const

/** An office as its own application needs to know it. */
export const officeProfileSchema = z.object({
  id: z.uuid(),
  /** The number on the office's sign, such as `72-104`. */
  code: z.string().min(1).max(20),
  name: z.string().min(1).max(120),
  province: z.string().min(1).max(60),
  city: z.string().min(1).max(60),
  address: z.string().min(1).max(300),
  /** Province's telephone code, `021`: completes an 8-digit landline. */
  areaCode: z.string().regex(/^0[1-9][0-9]$/),
  opensAt: civilTimeSchema,
  closesAt: civilTimeSchema,
  slotMinutes: z.int().positive(),
  slotCapacity: z.int().positive(),
  rules: officeRulesSchema,
  /** Only of an office whose people and citizens are all made up: the password that everybody there signs in with. */
  demonstrationPassword: z.string().min(1).max(60).optional(),
})
export type OfficeProfile = z.infer<typeof officeProfileSchema>

export { type OfficeUser, officeUserSchema } from '#shared/domain/office-user.ts'

const revision = z.int().positive()

/** One row of the pull: the whole entity as it stands, never a difference. */
export const changeSchema = z.discriminatedUnion('entity', [
  z.object({ entity: z.literal('office'), revision, data: officeProfileSchema }),
  z.object({ entity: z.literal('user'), revision, data: officeUserSchema }),
  z.object({ entity: z.literal('appointment'), revision, data: appointmentSchema }),
  /** The appointment went to another office. */
  z.object({ entity: z.literal('appointment_removed'), revision, data: z.object({ id: z.uuid() }) }),
  z.object({ entity: z.literal('day'), revision, data: officeDaySchema }),
  /** An applied event that another device or the central side made: history for this office. */
  z.object({ entity: z.literal('event'), revision, data: officeEventSchema }),
])
export type Change = z.infer<typeof changeSchema>

export const changesPageSchema = z.object({
  changes: z.array(changeSchema),
  /** Opaque; to be saved in the transaction that applies the page. */
  cursor: z.string(),
  more: z.boolean(),
  /** On the first page from the very beginning: how many changes there are in all. */
  total: z.int().min(0).optional(),
  serverTime: instantSchema,
})
export type ChangesPage = z.infer<typeof changesPageSchema>

export const pushCodes = [...refusalCodes, 'appointment_unknown', 'event_malformed', 'chain_broken'] as const
export type PushCode = (typeof pushCodes)[number]

/** What a device says of the log that its batch ends: `logEndText`, signed with the key that it was activated with. */
export const pushSignatureSchema = z.string().regex(signaturePattern)

/** What became of one event. `duplicate` repeats the result that the first delivery got. */
export const eventResultSchema = z.object({
  id: z.uuid(),
  status: z.enum(['applied', 'duplicate', 'rejected']),
  /** For a duplicate: whether the first delivery was applied or rejected. */
  first: z.enum(['applied', 'rejected']).optional(),
  code: z.enum(pushCodes).optional(),
  message: z.string().optional(),
  /** The appointment's server revision after an applied event. */
  revision: z.int().min(0).optional(),
})
export type EventResult = z.infer<typeof eventResultSchema>

/** A device's own event as it was taken in, for one that has lost its end of the log. */
export const ownEventSchema = z.object({ event: officeEventSchema, result: eventResultSchema })
export type OwnEvent = z.infer<typeof ownEventSchema>

export const ownEventsSchema = z.object({ events: z.array(ownEventSchema), more: z.boolean() })
export type OwnEvents = z.infer<typeof ownEventsSchema>

export const pushAnswerSchema = z.object({
  /** One for each event that was read, in order. */
  results: z.array(eventResultSchema),
  /** Set when the batch did not continue the device's sequence: resend from here (DESIGN 4). */
  expectedSeq: z.int().positive().optional(),
  serverTime: instantSchema,
})
export type PushAnswer = z.infer<typeof pushAnswerSchema>

/** Which device of an office is its host: the one that records for it (DESIGN 4). */
export const officeHostSchema = z.object({
  /** Steps with each device that takes the office over. */
  epoch: z.int().positive(),
  /** Whether it is the device that asks. */
  isYours: z.boolean(),
  deviceName: z.string(),
  /** Since when it is the host, and when it was heard of last. */
  since: instantSchema,
  seenAt: instantSchema,
})
export type OfficeHost = z.infer<typeof officeHostSchema>

/** RFC 9457 problem document; `code` is stable. What an error's data says stands beside it, as the contract has it. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
})
export type Problem = z.infer<typeof problemSchema>

const ed25519KeySchema = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() })

const base = oc.errors({
  BAD_REQUEST: { status: 400, message: 'The request does not fit the contract.' },
  UNAUTHORIZED: { status: 401, message: 'A valid access token is needed.' },
  FORBIDDEN: { status: 403, message: 'This device may not do that.' },
  NOT_FOUND: { status: 404, message: 'There is no such thing.' },
  PAYLOAD_TOO_LARGE: { status: 413, message: 'The request is too large.' },
  TOO_MANY_REQUESTS: {
    status: 429,
    message: 'Too many requests; see Retry-After.',
    data: z.object({ retryAfterSeconds: z.int().positive() }),
  },
})

/** Every endpoint of the central system (DESIGN 5). OpenAPI is generated from this. */
export const centralContract = {
  devices: {
    activate: base
      .route({ method: 'POST', path: '/v1/devices/activate', tags: ['device'], summary: 'Activate a device' })
      .errors({
        ACTIVATION_CODE_INVALID: { status: 403, message: 'The activation code is unknown, used or expired.' },
      })
      .input(
        z.object({
          activationCode: z.string().min(8).max(64),
          publicKey: ed25519KeySchema,
          deviceName: z.string().min(1).max(120),
        }),
      )
      .output(z.object({ deviceId: z.uuid(), officeId: z.uuid(), officeName: z.string() })),
    token: base
      .route({
        method: 'POST',
        path: '/v1/token',
        tags: ['device'],
        summary: 'Access token by private_key_jwt (RFC 7523)',
      })
      .errors({ INVALID_CLIENT: { status: 401, message: 'The client assertion is not valid.' } })
      .input(
        z.object({
          grant_type: z.literal('client_credentials'),
          client_assertion_type: z.literal('urn:ietf:params:oauth:client-assertion-type:jwt-bearer'),
          client_assertion: z.string().min(1).max(4096),
        }),
      )
      .output(
        z.object({
          access_token: z.string(),
          token_type: z.literal('Bearer'),
          expires_in: z.int().positive(),
        }),
      ),
  },
  office: {
    changes: base
      .route({
        method: 'GET',
        path: '/v1/office/changes',
        tags: ['device'],
        summary: 'Pull what has changed',
      })
      .errors({ CURSOR_INVALID: { status: 400, message: 'The cursor is not one that this server gave.' } })
      .input(
        z.object({
          cursor: z.string().max(200).optional(),
          limit: z.coerce.number().int().min(1).max(limits.pullRows).optional(),
        }),
      )
      .output(changesPageSchema),
    stream: base
      .route({
        method: 'GET',
        path: '/v1/office/changes/stream',
        tags: ['device'],
        summary: 'Server-sent events that say only that there is news',
      })
      .output(eventIterator(z.object({ news: z.literal(true) }))),
    events: base
      .route({ method: 'POST', path: '/v1/office/events', tags: ['device'], summary: 'Push events in order' })
      .errors({
        SIGNATURE_INVALID: {
          status: 403,
          message: 'The signature does not vouch for these events: each the next one of this device’s log.',
        },
      })
      .input(
        z.object({
          events: z.array(officeEventSchema).min(1).max(limits.pushEvents),
          signature: pushSignatureSchema,
        }),
      )
      .output(pushAnswerSchema),
    ownEvents: base
      .route({
        method: 'GET',
        path: '/v1/office/events',
        tags: ['device'],
        summary: 'What this device has sent after a number, with what became of it',
      })
      // Nothing at all would be read as 0 if it were a number.
      .input(z.object({ after: z.string().regex(/^(0|[1-9][0-9]{0,14})$/) }))
      .output(ownEventsSchema),
    host: base
      .route({
        method: 'POST',
        path: '/v1/office/host',
        tags: ['device'],
        summary: 'Say that this device is there, learn who is the host, and take over if wished',
      })
      .input(z.object({ takeOver: z.boolean() }))
      .output(officeHostSchema),
    exchangeKeys: base
      .route({
        method: 'PUT',
        path: '/v1/office/exchange-keys',
        tags: ['device'],
        summary:
          'Tell the key that files for this device are sealed for, and learn those of the central system',
      })
      .input(z.object({ sealing: sealingKeySchema }))
      .output(centralExchangeKeysSchema),
    registrations: {
      /** For a clerk with the person before them: what the office takes over for a walk-in. */
      find: base
        .route({
          method: 'POST',
          path: '/v1/office/registrations/find',
          tags: ['device'],
          summary: 'A registration by national code and tracking code',
        })
        .errors({
          CREDENTIALS_UNKNOWN: {
            status: 404,
            message: 'No registration has this national code and tracking code.',
          },
        })
        .input(credentialsSchema)
        .output(registrationForOfficeSchema),
    },
  },
  /** What citizens use; the same for an office's device, which then shows its token. */
  citizen: citizenContract,
  operator: {
    health: base
      .route({ method: 'GET', path: '/healthz', tags: ['operator'], summary: 'The process is alive' })
      .output(z.object({ status: z.literal('ok') })),
    ready: base
      .route({ method: 'GET', path: '/readyz', tags: ['operator'], summary: 'The database answers' })
      .errors({ NOT_READY: { status: 503, message: 'The database does not answer.' } })
      .output(z.object({ status: z.literal('ok') })),
  },
}
export type CentralContract = typeof centralContract
