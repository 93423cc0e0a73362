import compress from '@fastify/compress'
import { OpenAPIHandler } from '@orpc/openapi/fastify'
import { ORPCError, onError } from '@orpc/server'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { CentralParts } from '../parts.ts'
import { bodyLimits, readBodies, sentAsText } from './body.ts'
import { describeApi } from './openapi.ts'
import { type PortalOptions, servePortal } from './portal.ts'
import { internalProblem, problem, problemOf, problemType, withData } from './problem.ts'
import { routeLabels } from './route-label.ts'
import { createRouter, describeIssues } from './router.ts'
import type { ConnectionLimits, TlsKeys } from './web-server.ts'
import { createWebServer, refuseUnreadable } from './web-server.ts'

const KEEP_ALIVE_COMMENT_MS = 15_000
const nothingToShow = "default-src 'none'; frame-ancestors 'none'"

/**
 * The central system's web service, not yet listening.
 *
 * @param options.portal null where there is none to be served
 * @param options.trustProxy proxies whose `X-Forwarded-For` tells a client's address
 * @param options.tls null where a proxy in front ends TLS
 */
export async function createApp(
  parts: CentralParts,
  options: {
    portal: PortalOptions | null
    trustProxy: readonly string[]
    tls: TlsKeys | null
    limits: ConnectionLimits
  },
): Promise<FastifyInstance> {
  const { clock, log, metrics } = parts
  const app = Fastify({
    trustProxy: options.trustProxy.length > 0 ? [...options.trustProxy] : false,
    logger: false,
    serverFactory: (handler) => createWebServer(handler, options.tls, options.limits),
    bodyLimit: bodyLimits.usual,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    // Addresses that cannot be decoded never reach a route.
    frameworkErrors: (_error, _request, reply) => {
      reply.hijack()
      reply.raw.writeHead(400, { 'content-type': problemType })
      reply.raw.end(JSON.stringify(problemOf(400)))
    },
    clientErrorHandler: refuseUnreadable,
  })
  const document = await describeApi()
  const contractRoute = routeLabels(Object.keys(document.paths ?? {}))
  readBodies(app)
  await app.register(compress, {
    encodings: ['gzip', 'identity'],
    // What fits into a few packets gains nothing that would be noticed, and takes its time.
    threshold: 4096,
    globalDecompression: false,
  })

  app.addHook('onSend', async (request, reply, payload) => {
    reply.headers({
      // The clock of this server may have been set (`--clock`); devices measure themselves by this header.
      date: clock.now().toUTCString(),
      // The files of the portal may be kept; nothing else.
      'cache-control': reply.getHeader('cache-control') ?? 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      // A page has its own; anything else is nothing to be shown.
      'content-security-policy': reply.getHeader('content-security-policy') ?? nothingToShow,
      'cross-origin-resource-policy': 'same-origin',
      ...(options.tls ? { 'strict-transport-security': 'max-age=31536000' } : {}),
    })
    const problematic = reply.statusCode >= 400 && request.url !== '/metrics' && !isPage(reply)
    if (problematic) reply.header('content-type', problemType)
    return reply.statusCode < 400 ? sentAsText(reply, payload) : payload
  })
  app.addHook('onResponse', async (request, reply) => {
    // The route, never the address itself.
    const route = request.routeOptions.url === '/*' ? contractRoute(request.url) : request.routeOptions.url
    const labels = { method: request.method, route: route ?? 'unknown', status: reply.statusCode }
    metrics.requests.observe(labels, reply.elapsedTime / 1000)
  })
  const answerByPage = options.portal ? await servePortal(app, options.portal) : () => false
  app.setNotFoundHandler((request, reply) => {
    if (!answerByPage(request, reply)) reply.status(404).send(problemOf(404))
  })
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error)
    if (status >= 500 && status !== 503) logFailure(log, request.method, request.routeOptions.url, error)
    return reply.status(status).send(problemOf(status))
  })

  app.get('/v1/openapi.json', async () => document)
  app.get('/metrics', async (_request, reply) => {
    reply.header('content-type', metrics.registry.contentType)
    return metrics.registry.metrics()
  })

  const handler = new OpenAPIHandler(createRouter(parts), {
    eventIteratorKeepAliveInterval: KEEP_ALIVE_COMMENT_MS,
    customErrorResponseBodyEncoder: (error) =>
      error.status >= 500 && error.code !== 'NOT_READY'
        ? internalProblem
        : withData(problem(error.status, error.code, ...wordsOf(error)), isTyped(error) ? error.data : null),
    interceptors: [
      onError((error, { request }) => {
        if (error instanceof ORPCError && error.status < 500) return
        logFailure(log, request.method, contractRoute(request.url.pathname), error)
      }),
    ],
  })
  const serve = async (request: FastifyRequest, reply: FastifyReply) => {
    const { matched } = await handler.handle(request, reply, { context: { request, reply } })
    if (!matched) reply.callNotFound()
    return reply
  }
  // Whoever has no batch of events to send has nothing large to send.
  app.post('/v1/office/events', { bodyLimit: bodyLimits.plain }, serve)
  app.all('/*', serve)
  return app
}

/** Whether what it says beside its code is the contract's; what did not fit in a request is told by `wordsOf`. */
function isTyped(error: ORPCError<string, unknown>): boolean {
  return error.defined && error.code !== 'BAD_REQUEST'
}

/** Title and detail: the contract's sentence, and what in the request did not fit. */
function wordsOf(error: ORPCError<string, unknown>): [title: string, detail?: string] {
  if (error.code !== 'BAD_REQUEST') return [error.message]
  const title = problemOf(400).title
  const detail = describeIssues(error) ?? (error.message === title ? undefined : error.message)
  return detail === undefined ? [title] : [title, detail]
}

const isPage = (reply: FastifyReply) => String(reply.getHeader('content-type')).startsWith('text/html')

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500
}

/** Name, code and place of a failure. Messages of the database quote values, so they stay out. */
function logFailure(
  log: (message: string) => void,
  method: string,
  route: string | undefined,
  error: unknown,
) {
  const cause = error instanceof ORPCError && error.cause !== undefined ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const name = cause instanceof Error ? cause.name : typeof cause
  const place = cause instanceof Error ? (cause.stack ?? '').split('\n').slice(1, 4).join(' ') : ''
  log(`failure in ${method} ${route ?? ''}: ${name} ${code}${place}`)
}
