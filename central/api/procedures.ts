import { implement } from '@orpc/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CentralParts } from '../parts.ts'
import { type Limit, LimitReached } from '../registration/request-limit.ts'
import { servedContract } from './served-contract.ts'

export type RequestContext = { request: FastifyRequest; reply: FastifyReply }

/** Where every procedure begins. */
export const os = implement(servedContract).$context<RequestContext>()

/** What procedures pass before their own work. */
export function createAccess({ tokens, requestLimit }: Pick<CentralParts, 'tokens' | 'requestLimit'>) {
  const deviceOf = async ({ headers }: FastifyRequest) => {
    const [, token] = /^Bearer ([A-Za-z0-9._-]+)$/i.exec(headers.authorization ?? '') ?? []
    return token === undefined ? null : await tokens.verify(token)
  }

  /** Only for devices. */
  const deviceOnly = os.middleware(async ({ context, next, errors }) => {
    const device = await deviceOf(context.request)
    if (!device) {
      context.reply.header('www-authenticate', 'Bearer')
      throw errors.UNAUTHORIZED()
    }
    return next({ context: { device, requester: { address: context.request.ip, device } } })
  })

  /** For anybody; a device is known by its token. One that is not good is refused, so that the device gets another. */
  const anybody = os.middleware(async ({ context, next, errors }) => {
    const device = await deviceOf(context.request)
    if (!device && context.request.headers.authorization !== undefined) {
      context.reply.header('www-authenticate', 'Bearer')
      throw errors.UNAUTHORIZED()
    }
    return next({ context: { requester: { address: context.request.ip, device } } })
  })

  /** Answers `LimitReached`, from wherever it comes, with 429 and Retry-After. */
  const limitsAnswered = os.middleware(async ({ context, next, errors }) => {
    try {
      return await next()
    } catch (error) {
      if (!(error instanceof LimitReached)) throw error
      const { retryAfterSeconds } = error
      context.reply.header('retry-after', retryAfterSeconds)
      throw errors.TOO_MANY_REQUESTS({ data: { retryAfterSeconds } })
    }
  })

  const device = os.use(limitsAnswered).use(deviceOnly)
  const citizen = os.use(limitsAnswered).use(anybody)
  return {
    /** Procedures for devices. */
    device,
    /** Procedures for citizens, so many by address: counted before anything is read of the request. */
    citizen: (limit: Limit) =>
      citizen.use(async ({ context, next }) => {
        await requestLimit.countAddress(limit, context.requester)
        return next()
      }),
  }
}
export type Access = ReturnType<typeof createAccess>
