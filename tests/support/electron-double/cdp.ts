import type { CDPSession } from '@playwright/test'
import { ElectronDoubleError } from './strict.ts'

/** One page's part of the connection. The types of commands and events are Playwright's. */
export type CdpSession = {
  readonly send: CDPSession['send']
  on(event: string, listener: (params: never) => void): void
}

type Answer = {
  id?: number
  method?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
  sessionId?: string
}

/** A connection to Chromium by its DevTools protocol over a WebSocket on loopback. */
export class CdpConnection {
  readonly #socket: WebSocket
  readonly #pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  readonly #listeners = new Map<string, ((params: never) => void)[]>()
  #next = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(String(data)) as Answer))
    socket.addEventListener('close', () => {
      for (const { reject } of this.#pending.values()) reject(new ElectronDoubleError('Chromium has gone'))
      this.#pending.clear()
    })
  }

  static open(url: string): Promise<CdpConnection> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url)
      socket.addEventListener('open', () => resolve(new CdpConnection(socket)))
      socket.addEventListener('error', () => reject(new ElectronDoubleError(`no connection to ${url}`)))
    })
  }

  /** The session of one target, or of the browser itself when `sessionId` is null. */
  session(sessionId: string | null): CdpSession {
    const send = (method: string, params: object = {}) =>
      new Promise<unknown>((resolve, reject) => {
        this.#next += 1
        this.#pending.set(this.#next, {
          resolve,
          reject: (error) => reject(new ElectronDoubleError(`${method}: ${error.message}`)),
        })
        this.#socket.send(
          JSON.stringify({ id: this.#next, method, params, ...(sessionId === null ? {} : { sessionId }) }),
        )
      })
    return {
      send: send as CDPSession['send'],
      on: (event, listener) => {
        const key = `${sessionId ?? ''} ${event}`
        this.#listeners.set(key, [...(this.#listeners.get(key) ?? []), listener])
      },
    }
  }

  #receive(answer: Answer): void {
    if (answer.id === undefined) {
      const listeners = this.#listeners.get(`${answer.sessionId ?? ''} ${answer.method}`) ?? []
      for (const listener of listeners) listener(answer.params as never)
      return
    }
    const pending = this.#pending.get(answer.id)
    this.#pending.delete(answer.id)
    if (answer.error === undefined) pending?.resolve(answer.result)
    else pending?.reject(new Error(answer.error.message))
  }

  close(): void {
    this.#socket.close()
  }
}
