import { implement, ORPCError } from '@orpc/server'
import { officeContract } from '#shared/contract/office.ts'
import type { Log } from '../log.ts'
import { describeError } from '../log.ts'
import { decideAccess } from './access.ts'
import type { ConnectionContext } from './context.ts'
import { contractFailure, isAnswer } from './failures.ts'
import type { InFlight } from './in-flight.ts'
import { CoreClosingError } from './in-flight.ts'

/**
 * The contract's implementer with what holds for every procedure: errors of ours become the contract's, and the access
 * that the contract's meta names is checked, before the input is looked at.
 */
export function guardedContract({ inFlight, log }: { inFlight: InFlight; log: Log }) {
  return implement(officeContract)
    .$context<ConnectionContext>()
    .use(async function answerFailures({ next, path, procedure }) {
      try {
        return await inFlight.run(async () => next())
      } catch (error) {
        if (isAnswer(error)) throw error
        if (error instanceof CoreClosingError) throw new ORPCError('SERVICE_UNAVAILABLE')
        const failure = contractFailure(error)
        const known = failure ? procedure['~orpc'].errorMap[failure.code] : undefined
        if (!failure || !known || failure.code === 'STORAGE_FAILED') {
          log({ level: 'error', event: 'call_failed', call: path.join('.'), ...describeError(error) })
        }
        if (!failure || !known) throw new ORPCError('INTERNAL_SERVER_ERROR')
        throw new ORPCError(failure.code, {
          defined: true,
          data: failure.data,
          ...(known.status === undefined ? {} : { status: known.status }),
          ...(known.message === undefined ? {} : { message: known.message }),
        })
      }
    })
    .use(async function checkAccess({ next, context, procedure, errors }) {
      const user = context.session.user()
      const decision = decideAccess(procedure['~orpc'].meta.access, user)
      if (decision.allowed) return next({ context: { user } })
      if (decision.why === 'forbidden') throw errors.FORBIDDEN({ data: { needs: decision.needs } })
      throw decision.why === 'sign_in_required'
        ? errors.SIGN_IN_REQUIRED()
        : errors.PASSWORD_CHANGE_REQUIRED()
    })
}
