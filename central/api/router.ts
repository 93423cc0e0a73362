import type { ORPCError } from '@orpc/server'
import type { FastifyRequest } from 'fastify'
import { limits } from '#shared/contract/central.ts'
import { tokenLifetimeSeconds } from '../auth/access-token.ts'
import { activateDevice, isEd25519Key } from '../auth/activation.ts'
import { checkAssertion } from '../auth/client-assertion.ts'
import { beginning, readCursor, writeCursor } from '../changes/cursor.ts'
import { countChanges, readPage } from '../changes/page.ts'
import { newsStream } from '../changes/stream.ts'
import { tellExchangeKeys } from '../exchange/exchange-keys.ts'
import { holdOffice } from '../hosting/office-host.ts'
import { UnvouchedBatch } from '../ingest/batch-signature.ts'
import { readOwnEvents } from '../ingest/own-events.ts'
import { readEvent, UnreadableEvent } from '../ingest/read-event.ts'
import type { CentralParts } from '../parts.ts'
import { registrationForOffice } from '../registration/status.ts'
import { rawJson } from './body.ts'
import { createCitizenRouter } from './citizen-router.ts'
import { createAccess, os } from './procedures.ts'

/** The procedures behind the contract. */
export function createRouter(parts: CentralParts) {
  const { database, clock, keys, tokens, ingest, requestLimit, metrics, failures, log } = parts
  const access = createAccess(parts)
  const { device } = access

  /** Before anything is read of the request: who guesses has to wait. */
  const withoutGuessing = os.middleware(async ({ context, next, errors }) => {
    const seconds = failures.retryAfter(context.request.ip)
    if (seconds > 0) {
      context.reply.header('retry-after', seconds)
      throw errors.TOO_MANY_REQUESTS({ data: { retryAfterSeconds: seconds } })
    }
    return next()
  })

  const guessed = os.use(withoutGuessing)

  return os.router({
    devices: {
      activate: guessed.devices.activate.handler(async ({ input, context, errors }) => {
        if (!isEd25519Key(input.publicKey.x)) {
          throw errors.BAD_REQUEST({ message: 'publicKey.x: not an Ed25519 public key' })
        }
        const activation = await activateDevice(database.db, clock, {
          activationCode: input.activationCode,
          publicKey: input.publicKey.x,
          deviceName: input.deviceName,
        })
        if (!activation) {
          failures.recordFailure(context.request.ip)
          throw errors.ACTIVATION_CODE_INVALID()
        }
        log(`device ${activation.deviceId} activated for office ${activation.officeId}`)
        return activation
      }),
      token: guessed.devices.token.handler(async ({ input, context, errors }) => {
        const outcome = await checkAssertion(
          database.db,
          clock,
          input.client_assertion,
          audiencesOf(context.request),
        )
        if (!outcome.ok) {
          failures.recordFailure(context.request.ip)
          log(`client assertion refused: ${outcome.why}`)
          throw errors.INVALID_CLIENT()
        }
        return {
          access_token: await tokens.mint(outcome.deviceId, outcome.officeId),
          token_type: 'Bearer' as const,
          expires_in: tokenLifetimeSeconds,
        }
      }),
    },
    office: {
      changes: device.office.changes.handler(async ({ input, context, errors }) => {
        const { officeId, deviceId } = context.device
        const from = input.cursor === undefined ? beginning : readCursor(keys.cursor, officeId, input.cursor)
        const page =
          from && (await readPage(database.pool, officeId, deviceId, from, input.limit ?? limits.pullRows))
        if (!page) throw errors.CURSOR_INVALID()
        metrics.changes.inc(page.changes.length)
        const total =
          input.cursor === undefined
            ? `,"total":${await countChanges(database.pool, officeId, deviceId)}`
            : ''
        const cursor = writeCursor(keys.cursor, officeId, page.position)
        const serverTime = clock.now().toISOString()
        return rawJson(
          context.reply,
          `{"changes":[${page.changes.join()}],"cursor":"${cursor}","more":${page.more}${total},"serverTime":"${serverTime}"}`,
        )
      }),
      stream: device.office.stream.handler(({ context, signal }) => {
        context.reply.header('x-accel-buffering', 'no')
        return newsStream(parts, context.device, signal)
      }),
      events: device.office.events.handler(async ({ input, context, errors }) => {
        const { officeId, deviceId } = context.device
        let pushed: Awaited<ReturnType<typeof ingest.push>>
        try {
          pushed = await ingest.push({
            deviceId,
            officeId,
            events: input.events.map(readEvent),
            signature: input.signature,
          })
        } catch (error) {
          if (error instanceof UnreadableEvent) throw errors.BAD_REQUEST({ message: error.message })
          if (error instanceof UnvouchedBatch) {
            log(`events refused: ${error.message}, device ${deviceId}`)
            throw errors.SIGNATURE_INVALID()
          }
          throw error
        }
        if (!pushed) throw errors.FORBIDDEN()
        for (const result of ['applied', 'rejected', 'duplicate'] as const) {
          metrics.events.inc({ result }, pushed.counts[result])
        }
        return rawJson(
          context.reply,
          JSON.stringify({
            results: pushed.results,
            ...(pushed.expectedSeq === null ? {} : { expectedSeq: pushed.expectedSeq }),
            serverTime: clock.now().toISOString(),
          }),
        )
      }),
      ownEvents: device.office.ownEvents.handler(({ input, context }) =>
        readOwnEvents(database.pool, context.device, Number(input.after), limits.pushEvents),
      ),
      host: device.office.host.handler(async ({ input, context, errors }) => {
        const host = await holdOffice(database.db, clock, context.device, input.takeOver)
        if (!host) throw errors.FORBIDDEN()
        if (input.takeOver) log(`device ${context.device.deviceId} is host of ${context.device.officeId}`)
        return host
      }),
      exchangeKeys: device.office.exchangeKeys.handler(async ({ input, context, errors }) => {
        const told = await tellExchangeKeys(database.db, keys.exchange, context.device, input.sealing)
        if (!told) throw errors.FORBIDDEN()
        return told
      }),
      registrations: {
        find: device.office.registrations.find.handler(async ({ input, context, errors }) => {
          const found = await requestLimit.countWrongCodes(context.requester, input.nationalCode, () =>
            registrationForOffice({ pool: database.pool, clock }, input),
          )
          if (!found) throw errors.CREDENTIALS_UNKNOWN()
          return found
        }),
      },
    },
    citizen: createCitizenRouter(parts, access),
    operator: {
      health: os.operator.health.handler(() => ({ status: 'ok' as const })),
      ready: os.operator.ready.handler(async ({ errors }) => {
        try {
          await database.pool.query('SELECT 1')
        } catch {
          throw errors.NOT_READY()
        }
        return { status: 'ok' as const }
      }),
    },
  })
}

/** What an assertion may name as its audience: this server or its token endpoint, as the client addressed it. */
function audiencesOf(request: FastifyRequest): string[] {
  const host = request.headers.host ?? request.hostname
  return ['http', 'https'].flatMap((scheme) => [
    `${scheme}://${host}`,
    `${scheme}://${host}/`,
    `${scheme}://${host}/v1/token`,
  ])
}

/** The message of an input that did not fit: where and why, never what it held. */
export function describeIssues(error: ORPCError<string, unknown>): string | undefined {
  const data = error.data
  if (typeof data !== 'object' || data === null || !('issues' in data) || !Array.isArray(data.issues)) {
    return undefined
  }
  const issue: unknown = data.issues[0]
  if (typeof issue !== 'object' || issue === null || !('message' in issue)) return undefined
  const path = 'path' in issue && Array.isArray(issue.path) ? issue.path.map(String).join('.') : ''
  return `${path}: ${String(issue.message)}`
}
