import type { CentralParts } from '../parts.ts'
import { recoverTrackingCode } from '../registration/recover.ts'
import { register } from '../registration/register.ts'
import { requestLimits } from '../registration/request-limit.ts'
import { statusOf } from '../registration/status.ts'
import { bookingProcedures } from './booking-procedures.ts'
import type { Access } from './procedures.ts'

/** The procedures that a citizen uses, from the portal or at a counter. */
export function createCitizenRouter(parts: CentralParts, access: Access) {
  const { database, clock, registry, gateway, requestLimit } = parts
  const { pool } = database
  return {
    registrations: {
      create: access
        .citizen(requestLimits.registrations)
        .citizen.registrations.create.handler(async ({ input, context: { requester }, errors }) => {
          await requestLimit.countPerson(requestLimits.registrationsOfPerson, requester, input.nationalCode)
          const deviceId = requester.device?.deviceId ?? null
          const outcome = await register({ pool, clock, registry, gateway }, input, deviceId)
          if (outcome.ok) return outcome.registered
          if (outcome.code === 'DETAILS_INVALID') {
            throw errors.DETAILS_INVALID({ data: { fields: outcome.fields } })
          }
          throw errors.NOT_ELIGIBLE({ data: { reason: outcome.reason } })
        }),
    },
    trackingCodes: {
      recover: access
        .citizen(requestLimits.recoveries)
        .citizen.trackingCodes.recover.handler(async ({ input, context: { requester } }) => {
          await requestLimit.countPerson(requestLimits.recoveriesOfPerson, requester, input.nationalCode)
          const trackingCode = await recoverTrackingCode({ pool, clock, gateway }, input)
          return { requested: true as const, trackingCode: requester.device ? trackingCode : null }
        }),
    },
    status: access
      .citizen(requestLimits.status)
      .citizen.status.handler(async ({ input, context: { requester }, errors }) => {
        const status = await requestLimit.countWrongCodes(requester, input.nationalCode, () =>
          statusOf({ pool, clock }, input),
        )
        if (!status) throw errors.CREDENTIALS_UNKNOWN()
        return status
      }),
    ...bookingProcedures(parts, access),
  }
}
