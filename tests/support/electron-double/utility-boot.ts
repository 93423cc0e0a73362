import { EventEmitter } from 'node:events'
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { FromUtility, ToUtility } from './utility-process.ts'

// The first thing that runs in the process that stands for a utility process: it gives `process.parentPort` and takes away
// what only Node's own child processes have.

/** As Electron's: an emitter that is silent until started. */
class PagePort extends EventEmitter {
  readonly #id: number
  #queue: unknown[] | null = []

  constructor(id: number) {
    super()
    this.#id = id
  }

  start(): void {
    const queued = this.#queue ?? []
    this.#queue = null
    for (const data of queued) this.emit('message', { data, ports: [] })
  }

  receive(data: unknown): void {
    if (this.#queue === null) this.emit('message', { data, ports: [] })
    else this.#queue.push(data)
  }

  postMessage(data: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error('electron double: a port over a port is not implemented')
    say({ k: 'port', id: this.#id, data })
  }

  close(): void {
    if (ports.delete(this.#id)) say({ k: 'port-close', id: this.#id })
  }
}

const ports = new Map<number, PagePort>()
const sendToParent = process.send?.bind(process)
const say = (message: FromUtility) => sendToParent?.(message)

const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (data: unknown) => say({ k: 'message', data: structuredClone(data) }),
})

process.on('message', (message: ToUtility) => {
  if (message.k === 'message') {
    const given = message.ports.map((id) => {
      const port = new PagePort(id)
      ports.set(id, port)
      return port
    })
    parentPort.emit('message', { data: message.data, ports: given })
  } else if (message.k === 'port') ports.get(message.id)?.receive(message.data)
  else {
    ports.get(message.id)?.emit('close')
    ports.delete(message.id)
  }
})
// Electron ends its utility processes when the main process dies.
process.once('disconnect', () => process.exit(1))

Object.defineProperties(process, {
  parentPort: { value: parentPort },
  type: { value: 'utility' },
  send: { value: undefined },
  disconnect: { value: undefined },
})

registerHooks({
  resolve(specifier, context, next) {
    if (/^electron(\/|$)/.test(specifier))
      throw new Error(`a utility process may not import '${specifier}' here`)
    return next(specifier, context)
  },
})

const [, , modulePath = '', ...args] = process.argv
process.argv = [process.execPath, ...args]
await import(pathToFileURL(modulePath).href)
