import { lifecycle } from './lifecycle.ts'
import { ElectronDoubleError, StrictEmitter, strict } from './strict.ts'

/** One end of a channel. It keeps what arrives until somebody, here or in another process, takes it. */
export class PortEnd {
  peer: PortEnd | null = null
  closed = false
  #queue: unknown[] = []
  #sink: ((data: unknown) => void) | null = null
  #closing: (() => void) | null = null

  post(data: unknown): void {
    this.peer?.receive(data)
  }

  receive(data: unknown): void {
    if (this.closed) return
    if (this.#sink === null) this.#queue.push(data)
    else this.#sink(data)
  }

  flowInto(sink: (data: unknown) => void): void {
    this.#sink = sink
    for (const data of this.#queue.splice(0)) sink(data)
  }

  whenPeerCloses(listener: () => void): void {
    this.#closing = listener
    if (this.peer?.closed === true) listener()
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    this.peer?.peerClosed()
  }

  peerClosed(): void {
    this.#closing?.()
  }
}

/** What the other process is told of its ports. */
export type PortMessage = { k: 'port'; id: number; data: unknown } | { k: 'port-close'; id: number }

/** The ends that live in one other process, by number. */
export class RemotePorts {
  readonly #ends = new Map<number, PortEnd>()
  readonly #send: (message: PortMessage) => void
  #next = 0

  constructor(send: (message: PortMessage) => void) {
    this.#send = send
  }

  adopt(end: PortEnd): number {
    this.#next += 1
    const id = this.#next
    this.#ends.set(id, end)
    // The other process must know of the port before its first message: what is queued flows a turn later.
    setImmediate(() => {
      end.flowInto((data) => this.#send({ k: 'port', id, data }))
      end.whenPeerCloses(() => this.#send({ k: 'port-close', id }))
    })
    return id
  }

  arrived(id: number, data: unknown): void {
    this.#ends.get(id)?.post(data)
  }

  closed(id: number): void {
    this.#ends.get(id)?.close()
    this.#ends.delete(id)
  }

  /** The process, or the document, is gone. */
  closeAll(): void {
    for (const id of [...this.#ends.keys()]) this.closed(id)
  }
}

const ends = new WeakMap<MessagePortMainDouble, PortEnd>()

class MessagePortMainDouble extends StrictEmitter {
  #started = false

  constructor(end: PortEnd) {
    super('MessagePortMain', { emitted: ['message', 'close'] })
    ends.set(this, end)
    end.whenPeerCloses(() => setImmediate(() => this.emit('close')))
  }

  #own(): PortEnd {
    const end = ends.get(this)
    if (end === undefined) throw new ElectronDoubleError('this MessagePortMain has been transferred')
    return end
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new ElectronDoubleError('a port over a port is not implemented')
    this.#own().post(structuredClone(message))
  }

  start(): void {
    if (this.#started) return
    this.#started = true
    this.#own().flowInto((data) => setImmediate(() => this.emit('message', { data, ports: [] })))
  }

  close(): void {
    this.#own().close()
  }
}

/** What the application holds is a strict proxy; this leads back to the object behind it. */
const behind = new WeakMap<object, MessagePortMainDouble>()

export function createPort(end: PortEnd): Electron.MessagePortMain {
  const port = new MessagePortMainDouble(end)
  const shown = strict('MessagePortMain', port)
  behind.set(shown, port)
  return shown as unknown as Electron.MessagePortMain
}

/** Takes the end out of a port that is transferred: it cannot be used here any more. */
export function takeEnd(port: unknown): PortEnd {
  const own = typeof port === 'object' && port !== null ? behind.get(port) : undefined
  const end = own === undefined ? undefined : ends.get(own)
  if (own === undefined || end === undefined)
    throw new ElectronDoubleError(
      'only a MessagePortMain that has not been transferred yet can be transferred',
    )
  ends.delete(own)
  return end
}

export class MessageChannelMain {
  readonly port1: Electron.MessagePortMain
  readonly port2: Electron.MessagePortMain

  constructor() {
    lifecycle.onlyAfterReady('MessageChannelMain')
    const [one, two] = [new PortEnd(), new PortEnd()]
    one.peer = two
    two.peer = one
    this.port1 = createPort(one)
    this.port2 = createPort(two)
  }
}
