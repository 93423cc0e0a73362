import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer as createPlainServer, STATUS_CODES } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Socket } from 'node:net'
import { problemOf, problemType } from './problem.ts'

/** Certificate chain and private key, as PEM. */
export type TlsKeys = { cert: string; key: string }

/** What one client may take of the server before it has asked for anything. */
export type ConnectionLimits = {
  /** How long the headers, and the whole request, may take to arrive, ms. */
  headersMs: number
  requestMs: number
  /** How long a quiet connection is kept for a next request, ms. */
  idleMs: number
  /** How often slow requests are looked for, ms. */
  lookEveryMs: number
  headerBytes: number
  /** Connections at once; each active device keeps one open for the news. */
  connections: number
}

export const usualLimits: ConnectionLimits = {
  headersMs: 10_000,
  requestMs: 30_000,
  idleMs: 72_000,
  lookEveryMs: 2_000,
  headerBytes: 16 * 1024,
  connections: 20_000,
}

/**
 * The server that listens, with or without TLS. A client that sends its headers or its body too slowly is answered 408
 * and let go; beyond the number of connections new ones are closed at once.
 */
export function createWebServer(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
  tls: TlsKeys | null,
  limits: ConnectionLimits,
): Server {
  const options = {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs,
    connectionsCheckingInterval: limits.lookEveryMs,
    maxHeaderSize: limits.headerBytes,
  }
  const server =
    tls === null
      ? createPlainServer(options, handler)
      : createTlsServer(
          { ...options, ...tls, minVersion: 'TLSv1.2', handshakeTimeout: limits.headersMs },
          handler,
        )
  server.maxConnections = limits.connections
  return server
}

const statusByCode: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
}

/** How long a client that was refused may take to read it; one that never reads would keep its connection, ms. */
const lastWordMs = 1_000

/** Answers what Node refuses before there is a request, in the same form as everything else, and lets go. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  setTimeout(() => socket.destroy(), lastWordMs).unref()
  const status = statusByCode[error.code ?? ''] ?? 400
  const body = JSON.stringify(problemOf(status))
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: ${problemType}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  )
}
