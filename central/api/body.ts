import { promisify } from 'node:util'
import { constants, gunzip, gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const MIB = 1024 * 1024

/** 500 events with the longest notes are about 1.5 MB; compressed they are a twentieth of it. */
export const bodyLimits = { plain: 4 * MIB, compressed: MIB } as const

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
    { parseAs: 'buffer', bodyLimit: bodyLimits.plain },
    async (request: FastifyRequest, body: Buffer) => parseJson(await plainBody(request, body)),
  )
  // RFC 6749 lets clients send the token request as a form.
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 16 * 1024 },
    async (_request: FastifyRequest, body: string) => new URLSearchParams(body),
  )
}

async function plainBody(request: FastifyRequest, body: Buffer): Promise<string> {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding === 'identity') return body.toString()
  if (encoding !== 'gzip') throw new BodyError(415, 'unsupported content encoding')
  if (body.length > bodyLimits.compressed) throw new BodyError(413, 'compressed body too large')
  try {
    return (await decompress(body, { maxOutputLength: bodyLimits.plain })).toString()
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

/**
 * Sends JSON text as it is, gzipped where the client takes it, and past the router's own serialisation: what the
 * largest answers need. The text must fit the contract's output; tests hold it against the schema.
 */
export async function rawJson(reply: FastifyReply, text: string): Promise<ReadableStream<Uint8Array>> {
  reply.header('content-type', 'application/json')
  reply.header('vary', 'accept-encoding')
  let bytes: Buffer = Buffer.from(text)
  if (bytes.length >= WORTH_COMPRESSING && acceptsGzip(reply.request.headers['accept-encoding'])) {
    bytes = await compress(bytes, { level: constants.Z_BEST_SPEED })
    reply.header('content-encoding', 'gzip')
  }
  reply.header('content-length', bytes.length)
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  })
}

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
