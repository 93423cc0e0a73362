import { promisify } from 'node:util'
import { constants, gunzip, gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const MIB = 1024 * 1024

/**
 * `usual` for everything but batches of events: 500 with the longest notes are about 1.5 MB (`plain`); compressed they are a
 * twentieth of it.
 */
export const bodyLimits = { usual: 64 * 1024, plain: 4 * MIB, compressed: MIB } as const

const decompress = promisify(gunzip)
const compress = promisify(gzip)

/** Thrown while a body is read; Fastify answers with the status. */
class BodyError extends Error {
  override readonly name = 'BodyError'
  readonly statusCode: number

  constructor(statusCode: number, message: string) {
    super(message)
    this.statusCode = statusCode
  }
}

/**
 * Reads JSON bodies, plain or gzipped. What comes out of a gzipped one is bounded while it comes out, so that a small
 * request cannot fill the memory. In one piece and off the main thread: faster than a stream for bodies of this size.
 */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => parseJson(await plainBody(request, body)),
  )
  // RFC 6749 lets clients send the token request as a form.
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_request: FastifyRequest, body: string) => new URLSearchParams(body),
  )
}

async function plainBody(request: FastifyRequest, body: Buffer): Promise<string> {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding === 'identity') return body.toString()
  if (encoding !== 'gzip') throw new BodyError(415, 'unsupported content encoding')
  if (body.length > bodyLimits.compressed) throw new BodyError(413, 'compressed body too large')
  try {
    return (await decompress(body, { maxOutputLength: request.routeOptions.bodyLimit })).toString()
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    throw tooLarge ? new BodyError(413, 'body too large') : new BodyError(400, 'not gzip')
  }
}

function parseJson(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new BodyError(400, 'not JSON')
  }
}

const WORTH_COMPRESSING = 1024

const rawTexts = new WeakMap<FastifyReply, Buffer>()

/**
 * Answers with JSON text as it is, gzipped where the client takes it, and past the router's own serialisation: what
 * pushes and pulls need. The text waits with the reply until `sentAsText` puts it in the place of the router's empty
 * answer; as a stream it cost a small push a fifth of its time. The text must fit the contract's output; tests hold it
 * against the schema.
 */
export async function rawJson(reply: FastifyReply, text: string): Promise<void> {
  reply.header('content-type', 'application/json')
  reply.header('vary', 'accept-encoding')
  let bytes: Buffer = Buffer.from(text)
  if (bytes.length >= WORTH_COMPRESSING && acceptsGzip(reply.request.headers['accept-encoding'])) {
    bytes = await compress(bytes, { level: constants.Z_BEST_SPEED })
    reply.header('content-encoding', 'gzip')
  }
  rawTexts.set(reply, bytes)
}

/** What a reply is to send: its text, where it was given one. */
export const sentAsText = (reply: FastifyReply, payload: unknown): unknown => rawTexts.get(reply) ?? payload

/** Whether a client takes gzip (RFC 9110 12.5.3, without weighing preferences: there is only this one). */
export function acceptsGzip(header: string | string[] | undefined): boolean {
  const offers = String(header ?? '').split(',')
  const weightOf = (name: string) => {
    const offer = offers.find((text) => text.trim().split(';')[0]?.trim().toLowerCase() === name)
    if (offer === undefined) return null
    const quality = /;\s*q=([0-9.]+)/i.exec(offer)?.[1]
    return quality === undefined ? 1 : Number(quality)
  }
  return (weightOf('gzip') ?? weightOf('*') ?? 0) > 0
}
