import { EventEmitter } from 'node:events'

/** Thrown whenever the code under test leaves what the double carries, or breaks a documented precondition. */
export class ElectronDoubleError extends Error {
  constructor(message: string) {
    super(`electron double: ${message}`)
    this.name = 'ElectronDoubleError'
  }
}

/** What JavaScript itself, promises, assertions and inspection look up on any object. */
const looked = new Set<string>([
  'then',
  'toJSON',
  'constructor',
  'inspect',
  'nodeType',
  '$$typeof',
  'asymmetricMatch',
])

/** An object that throws at each property that it does not have, so that a test can never pass on an absent API. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key) {
      if (key in object) {
        const value: unknown = Reflect.get(object, key, object)
        return typeof value === 'function' && !isClass(value) ? value.bind(object) : value
      }
      if (typeof key === 'symbol' || looked.has(key)) return undefined
      throw new ElectronDoubleError(`${name}.${key} is not implemented`)
    },
    set(object, key, value) {
      if (!(key in object)) throw new ElectronDoubleError(`${name}.${String(key)} cannot be set`)
      return Reflect.set(object, key, value, object)
    },
  })
}

const isClass = (value: unknown): boolean => typeof value === 'function' && /^class\b/.test(String(value))

/**
 * An emitter that refuses listeners for events that the double never emits. `silent` names those that are accepted although
 * nothing here can cause them.
 */
export class StrictEmitter extends EventEmitter {
  readonly #name: string
  readonly #known: ReadonlySet<string>

  constructor(name: string, events: { emitted: readonly string[]; silent?: readonly string[] }) {
    super()
    this.#name = name
    this.#known = new Set([...events.emitted, ...(events.silent ?? [])])
  }

  #check(event: string | symbol): void {
    if (typeof event === 'string' && !this.#known.has(event))
      throw new ElectronDoubleError(`${this.#name} event '${event}' is not implemented`)
  }

  override on(event: string | symbol, listener: (...args: never[]) => void): this {
    this.#check(event)
    return super.on(event, listener as () => void)
  }

  override once(event: string | symbol, listener: (...args: never[]) => void): this {
    this.#check(event)
    return super.once(event, listener as () => void)
  }

  override addListener(event: string | symbol, listener: (...args: never[]) => void): this {
    return this.on(event, listener)
  }

  override prependListener(event: string | symbol): this {
    throw new ElectronDoubleError(`${this.#name}.prependListener('${String(event)}') is not implemented`)
  }
}

/** An event whose default can be prevented, as Electron hands them to listeners. */
export type PreventableEvent<T extends object = object> = T & {
  preventDefault(): void
  readonly defaultPrevented: boolean
}

export function preventable<T extends object>(details: T): PreventableEvent<T> {
  let prevented = false
  return Object.defineProperties(
    {
      ...details,
      preventDefault() {
        prevented = true
      },
    },
    { defaultPrevented: { get: () => prevented, enumerable: true } },
  ) as PreventableEvent<T>
}

/** Refuses options that the double does not know: an option that is silently ignored proves nothing. */
export function onlyKnown(where: string, options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).filter((key) => !known.includes(key))
  if (unknown.length > 0) throw new ElectronDoubleError(`${where} does not carry ${unknown.join(', ')}`)
}
