import type { Wire } from './wire.ts'
import { createWire } from './wire.ts'

/**
 * What runs in the page before its own scripts. `isolatedWorld` is the preload's world, an isolated world of Chromium as in
 * Electron: the page sees nothing of it. `mainWorld` only builds what the preload exposes. The two talk by events of the
 * window, which reach listeners of every world at once, so that a bridged function can answer synchronously as in Electron.
 *
 * Both functions travel as source text: they use nothing outside themselves but what they are given.
 */

export const WORLD_NAME = 'Electron Isolated Context (double)'
export const BINDING_NAME = '__electronDoubleSend'
export const RECEIVER_NAME = '__electronDoubleReceive'

type PageConfig = {
  secret: string
  binding: string
  receiver: string
  platform: string
  versions: Record<string, string>
}

type Packed = { f: number } | { p: number } | { a: Packed[] } | { o: [string, Packed][] } | { w: unknown }
type BridgeMessage =
  | { kind: 'expose'; key: string; api: Packed }
  | { kind: 'call'; id: number; args: Packed }
  | { kind: 'settle'; id: number; ok: boolean; value: Packed }
type BridgeAnswer = { ok: true; value: Packed } | { ok: false; name: string; message: string }
type Bridge = { expose(key: string, api: unknown): void }

/** One end of the context bridge: values are copied, functions become proxies, promises are followed. */
function createBridge(wire: Wire, secret: string, side: 'main' | 'isolated'): Bridge {
  const other = side === 'main' ? 'isolated' : 'main'
  const functions = new Map<number, (...args: unknown[]) => unknown>()
  const promises = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>()
  const answers: BridgeAnswer[] = []
  let next = 0
  const { stringify, parse } = JSON
  const dispatch = window.dispatchEvent.bind(window)
  const Custom = CustomEvent

  const isPlain = (value: object) => [Object.prototype, null].includes(Object.getPrototypeOf(value))

  const pack = (value: unknown): Packed => {
    if (typeof value === 'function') {
      next += 1
      functions.set(next, value as (...args: unknown[]) => unknown)
      return { f: next }
    }
    if (value instanceof Promise) {
      next += 1
      const id = next
      value.then(
        (result: unknown) => tell({ kind: 'settle', id, ok: true, value: pack(result) }),
        (error: unknown) => tell({ kind: 'settle', id, ok: false, value: pack(error) }),
      )
      return { p: id }
    }
    if (Array.isArray(value)) return { a: value.map(pack) }
    if (typeof value === 'object' && value !== null && isPlain(value))
      return { o: Object.entries(value).map(([key, member]) => [key, pack(member)]) }
    return { w: wire.encode(value) }
  }

  const unpack = (packed: Packed): unknown => {
    if ('f' in packed) return (...args: unknown[]) => tell({ kind: 'call', id: packed.f, args: pack(args) })
    if ('p' in packed) return new Promise((resolve, reject) => promises.set(packed.p, { resolve, reject }))
    if ('a' in packed) return Object.freeze(packed.a.map(unpack))
    if ('o' in packed)
      return Object.freeze(Object.fromEntries(packed.o.map(([key, member]) => [key, unpack(member)])))
    return wire.decode(packed.w)
  }

  const tell = (message: BridgeMessage): unknown => {
    const expected = answers.length
    dispatch(new Custom(`${secret}:${other}`, { detail: stringify(message) }))
    const answer = answers.length > expected ? answers.pop() : undefined
    if (answer === undefined) return undefined
    if (answer.ok) return unpack(answer.value)
    const error = new Error(answer.message)
    error.name = answer.name
    throw error
  }

  const carryOut = (message: BridgeMessage): unknown => {
    if (message.kind === 'call') return functions.get(message.id)?.(...(unpack(message.args) as unknown[]))
    if (message.kind === 'settle') {
      const promise = promises.get(message.id)
      promises.delete(message.id)
      if (message.ok) promise?.resolve(unpack(message.value))
      else promise?.reject(unpack(message.value))
      return undefined
    }
    if (message.key in window)
      throw new Error('Cannot bind an API on top of an existing property on the window object')
    const value = unpack(message.api)
    Object.defineProperty(window, message.key, {
      value,
      enumerable: true,
      configurable: false,
      writable: false,
    })
    return undefined
  }

  window.addEventListener(`${secret}:${side}`, (event) => {
    let answer: BridgeAnswer
    try {
      answer = {
        ok: true,
        value: pack(carryOut(parse((event as CustomEvent<string>).detail) as BridgeMessage)),
      }
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error))
      answer = { ok: false, name, message }
    }
    dispatch(new Custom(`${secret}:${other}:answer`, { detail: stringify(answer) }))
  })
  window.addEventListener(`${secret}:${side}:answer`, (event) => {
    answers.push(parse((event as CustomEvent<string>).detail) as BridgeAnswer)
  })

  return {
    expose: (key, api) => {
      tell({ kind: 'expose', key, api: pack(api) })
    },
  }
}

type ToPage =
  | { k: 'ipc'; channel: string; args: unknown; ports: number[] }
  | { k: 'answer'; id: number; ok: boolean; value: unknown }
  | { k: 'port'; id: number; data: unknown }
  | { k: 'port-close'; id: number }

type PreloadGlobals = {
  require: (name: string) => unknown
  process: object
  timers: { setImmediate: (work: () => void) => unknown; clearImmediate: (id: number) => void }
}

/** The preload's world: `ipcRenderer`, `contextBridge`, and of Node only what a sandboxed preload has. */
function isolatedWorld(config: PageConfig, wire: Wire, bridge: Bridge): PreloadGlobals {
  const global = globalThis as unknown as Record<string, unknown>
  const send = global[config.binding] as (text: string) => void
  delete global[config.binding]
  const token = Math.random().toString(36)
  const say = (message: object) => send(JSON.stringify({ ...message, token }))
  say({ k: 'hello' })
  window.addEventListener(`${config.secret}:window-open`, (event) => {
    say({ k: 'window-open', url: (event as CustomEvent<string>).detail })
  })

  const listeners = new Map<string, { listener: (...args: unknown[]) => void; once: boolean }[]>()
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const ports = new Map<number, MessagePort>()
  const closing = `${config.secret}:close`
  let next = 0

  const strictly = <T extends object>(name: string, target: T): T =>
    new Proxy(target, {
      get(object, key) {
        if (key in object || typeof key === 'symbol' || key === 'then') return Reflect.get(object, key)
        throw new Error(`electron double: ${name}.${key} is not implemented`)
      },
    })

  const add = (channel: string, listener: (...args: unknown[]) => void, once: boolean) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }])
    return ipcRenderer
  }
  const remove = (channel: string, listener: unknown) => {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter((entry) => entry.listener !== listener),
    )
    return ipcRenderer
  }
  const ipcRenderer: object = strictly('ipcRenderer', {
    send: (channel: string, ...args: unknown[]) => say({ k: 'send', channel, args: wire.encode(args) }),
    postMessage(channel: string, message: unknown, transfer: unknown[] = []) {
      if (transfer.length > 0)
        throw new Error('electron double: a port from a page to main is not implemented')
      say({ k: 'send', channel, args: wire.encode([message]) })
    },
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        next += 1
        waiting.set(next, { resolve, reject })
        say({ k: 'invoke', id: next, channel, args: wire.encode(args) })
      }),
    on: (channel: string, listener: () => void) => add(channel, listener, false),
    once: (channel: string, listener: () => void) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
  })

  const receivePort = (id: number): MessagePort => {
    const { port1, port2 } = new MessageChannel()
    ports.set(id, port1)
    port1.addEventListener('message', ({ data }) => {
      if (data !== closing) say({ k: 'port', id, data: wire.encode(data) })
      else if (ports.delete(id)) say({ k: 'port-close', id })
    })
    port1.start()
    return port2
  }

  const take = (message: ToPage): void => {
    if (message.k === 'ipc') {
      const entries = listeners.get(message.channel) ?? []
      listeners.set(
        message.channel,
        entries.filter(({ once }) => !once),
      )
      const event = { sender: ipcRenderer, ports: message.ports.map(receivePort) }
      for (const { listener } of entries) listener(event, ...(wire.decode(message.args) as unknown[]))
    } else if (message.k === 'answer') {
      const promise = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.ok) promise?.resolve(wire.decode(message.value))
      else promise?.reject(new Error(String(message.value)))
    } else if (message.k === 'port') ports.get(message.id)?.postMessage(wire.decode(message.data))
    else {
      ports.get(message.id)?.postMessage(closing)
      ports.delete(message.id)
    }
  }
  global[config.receiver] = (batch: string) => {
    for (const message of JSON.parse(batch) as ToPage[]) {
      try {
        take(message)
      } catch (error) {
        reportError(error)
      }
    }
  }

  const electron = strictly('electron', {
    ipcRenderer,
    contextBridge: strictly('contextBridge', {
      exposeInMainWorld: (key: string, api: unknown) => {
        if (typeof key !== 'string' || key === '') throw new TypeError('exposeInMainWorld needs a key')
        bridge.expose(key, api)
      },
    }),
  })

  return {
    require: (name) => {
      if (name === 'electron' || name === 'electron/renderer') return electron
      throw new Error(`module not found: ${name} (a sandboxed preload can require nothing else here)`)
    },
    process: strictly('process', {
      type: 'renderer',
      platform: config.platform,
      versions: config.versions,
      sandboxed: true,
      contextIsolated: true,
      env: {},
    }),
    timers: {
      setImmediate: (work) => setTimeout(work, 0),
      clearImmediate: (id) => clearTimeout(id),
    },
  }
}

/**
 * In Electron a page's port has a `close` event, which Chromium alone does not have. The ports that come to the page are therefore
 * watched: a text that nobody else knows announces the end, either way.
 */
function watchPorts(secret: string): void {
  const closing = `${secret}:close`
  const close = MessagePort.prototype.close
  window.addEventListener('message', (event) => {
    for (const port of event.ports) {
      port.addEventListener('message', (arrived) => {
        if (arrived.data !== closing) return
        arrived.stopImmediatePropagation()
        close.call(port)
        const ended = new Event('close')
        port.dispatchEvent(ended)
        const { onclose } = port as MessagePort & { onclose?: (ended: Event) => void }
        onclose?.call(port, ended)
      })
      port.close = () => {
        port.postMessage(closing)
        close.call(port)
      }
    }
  })
}

/**
 * Asks main for a window and has none, as in Electron when its handler denies. Chromium must not open it and have it closed again: its
 * opener stands still until whoever steers the new window lets it go, which nobody does once it is closed.
 */
function withoutWindows(secret: string): void {
  const dispatch = window.dispatchEvent.bind(window)
  window.open = (url = '') => {
    const detail = url === '' ? 'about:blank' : new URL(url, document.baseURI).href
    dispatch(new CustomEvent(`${secret}:window-open`, { detail }))
    return null
  }
}

/** Script of the page's own world. */
export function mainWorldScript(config: PageConfig): string {
  const secret = JSON.stringify(config.secret)
  return `if (window === window.top) {
  (${createBridge})((${createWire})(), ${secret}, 'main');
  (${watchPorts})(${secret});
  (${withoutWindows})(${secret})
}`
}

/** Script of the preload's world, with the preload in it: a page's policy forbids to make code of text later. */
export function isolatedWorldScript(config: PageConfig, preload: string): string {
  return `if (window === window.top) {
  const wire = (${createWire})()
  const bridge = (${createBridge})(wire, ${JSON.stringify(config.secret)}, 'isolated')
  const given = (${isolatedWorld})(${JSON.stringify(config)}, wire, bridge)
  ;(function (require, process, setImmediate, clearImmediate, module, exports) {
${preload}
  }).call(undefined, given.require, given.process, given.timers.setImmediate, given.timers.clearImmediate,
    { exports: {} }, {})
}`
}
