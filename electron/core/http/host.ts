import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import cookie from '@fastify/cookie'
import files from '@fastify/static'
import { ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/fastify'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Fastify from 'fastify'
import { longestList } from '#shared/contract/exchange.ts'
import type { SessionHandle, Sessions } from '../auth/sessions.ts'
import { sessionHandle } from '../auth/sessions.ts'
import type { Log } from '../log.ts'
import { describeError } from '../log.ts'
import type { OfficeRouter } from '../rpc/router.ts'
import { refuseForeign } from './same-origin.ts'
import { securityHeaders } from './security-headers.ts'

export type HttpHostOptions = {
  core: { router: OfficeRouter; sessions: Sessions; log: Log }
  /** 0 picks a free port. */
  port: number
  /** Folder of the renderer build. */
  rendererDir: string
  /** How often a quiet live stream says that it is still there, ms. */
  keepAliveMs?: number
}

export type HttpHost = {
  port: number
  /** Where a browser opens the application, `http://127.0.0.1:PORT/`. */
  url: string
  /** Lets running calls end, ends the live streams, stops listening. */
  close(): Promise<void>
}

/** The largest input is a note of 500 characters; more than this is no call of ours. */
const bodyLimit = 64 * 1024
/** A file of the central system, as JSON. */
const fileLimit = longestList + bodyLimit
/** Nobody on this machine is slow: who drips is no browser. */
const slowClients = { headersTimeout: 10_000, connectionsCheckingInterval: 2_000, maxHeaderSize: 16 * 1024 }
/** A desk opens six at most. */
const mostConnections = 200
/** How long closing waits for running calls, ms. */
const drainPatience = 10_000

/**
 * Serves the renderer and the office contract to browsers on this machine, and to nobody else (it listens on the
 * loopback address). Calls are POSTs below `/rpc`, so that no URL ever holds what a person typed.
 */
export async function startHttpHost({
  core,
  port,
  rendererDir,
  keepAliveMs = 15_000,
}: HttpHostOptions): Promise<HttpHost> {
  const { router, sessions, log } = core
  const closing = new AbortController()
  const app = Fastify({ bodyLimit, requestTimeout: 30_000, return503OnClosing: true, http: slowClients })
  app.server.maxConnections = mostConnections
  const handler = new RPCHandler(router, { eventIteratorKeepAliveInterval: keepAliveMs })
  let listening = 0

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders)
    const refusal = refuseForeign(request.headers, listening)
    if (refusal === null) return
    log({ level: 'warn', event: refusal })
    await reply.code(403).send(answer(new ORPCError('FORBIDDEN', { message: refusal })))
  })
  app.addHook('preClose', async () => closing.abort())
  app.setNotFoundHandler(async (_request, reply) => {
    await reply.code(404).send(answer(new ORPCError('NOT_FOUND')))
  })
  app.setErrorHandler(async (error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) log({ level: 'error', event: 'request_failed', ...describeError(error) })
    // Not JSON, too large, a form: whatever Fastify calls it, the request does not fit the contract.
    const failure =
      status >= 500
        ? new ORPCError('INTERNAL_SERVER_ERROR')
        : new ORPCError('BAD_REQUEST', { status: 400, defined: true })
    await reply.code(failure.status).send(answer(failure))
  })
  await app.register(cookie)
  // A body of another type would be a form of another site: only JSON is read, and it takes a preflight.
  app.removeContentTypeParser('text/plain')

  const answerCall = async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('cache-control', 'no-store')
    const context = { session: sessionOf(request, reply), connection: closing.signal }
    const { matched } = await handler.handle(request, reply, { prefix: '/rpc', context })
    if (!matched) await reply.code(404).send(answer(new ORPCError('NOT_FOUND')))
    return reply
  }
  const sessionOf = (request: FastifyRequest, reply: FastifyReply) =>
    cookieSession(sessions, request, reply, `pishkhan_session_${listening}`)
  app.post('/rpc/*', answerCall)
  // The one call that carries a file: nobody who has not signed in gets to send one.
  app.post('/rpc/exchange/importList', {
    bodyLimit: fileLimit,
    onRequest: async (request, reply) => {
      if (sessionOf(request, reply).user() !== null) return
      const refusal = new ORPCError('SIGN_IN_REQUIRED', { status: 401, defined: true })
      await reply.code(401).send(answer(refusal))
    },
    handler: answerCall,
  })

  await app.register(files, {
    root: resolve(rendererDir),
    cacheControl: false,
    setHeaders(reply, path) {
      // Vite names the files below assets by their content; everything else is asked for anew.
      const fixed = /[\\/]assets[\\/]/.test(path)
      reply.header('cache-control', fixed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })

  // The waiting room's page, at an address that can be read out. Only numbers and desks answer who has not signed in.
  app.get('/display', (_request, reply) => reply.sendFile('display.html'))

  await app.listen({ host: '127.0.0.1', port })
  listening = (app.server.address() as AddressInfo).port
  let closed: Promise<void> | undefined
  return {
    port: listening,
    url: `http://127.0.0.1:${listening}/`,
    close() {
      closed ??= closeAndLetGo(app)
      return closed
    },
  }
}

/** Browsers keep their connections: each is let go as soon as its last answer has ended, the slowest in the end too. */
async function closeAndLetGo(app: FastifyInstance): Promise<void> {
  const letGo = setInterval(() => app.server.closeIdleConnections(), 20)
  const lastCall = setTimeout(() => app.server.closeAllConnections(), drainPatience)
  try {
    await app.close()
  } finally {
    clearInterval(letGo)
    clearTimeout(lastCall)
  }
}

/** An error in the form that the contract's client reads. */
const answer = (error: ORPCError<string, unknown>) => ({ json: error.toJSON() })

function cookieSession(
  sessions: Sessions,
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
): SessionHandle {
  let token = request.cookies[name]
  const options = { path: '/rpc', httpOnly: true, sameSite: 'strict' } as const
  return sessionHandle(sessions, {
    get: () => token,
    set(fresh) {
      token = fresh
      reply.setCookie(name, fresh, options)
    },
    clear() {
      token = undefined
      reply.clearCookie(name, options)
    },
  })
}
