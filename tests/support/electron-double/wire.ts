/** Values as they cross a process boundary, in JSON. */
export type Wire = {
  /** @throws DataCloneError for what the structured clone algorithm refuses, or what the double does not carry. */
  encode(value: unknown): unknown
  decode(coded: unknown): unknown
}

/**
 * Codec for what the structured clone algorithm allows: it clones first, natively, so that the platform itself refuses
 * functions, symbols, DOM nodes and the like. Runs in Node and, as source text, in the page: it uses nothing outside itself.
 */
export function createWire(): Wire {
  const toBase64 = (bytes: Uint8Array): string => {
    let text = ''
    for (let at = 0; at < bytes.length; at += 0x8000)
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
    return btoa(text)
  }
  const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => {
    const binary = atob(text)
    const bytes = new Uint8Array(binary.length)
    for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at)
    return bytes
  }
  const views = [
    Uint8Array,
    Int8Array,
    Uint8ClampedArray,
    Uint16Array,
    Int16Array,
    Uint32Array,
    Int32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
  ]
  const refuse = (what: string): never => {
    throw new DOMException(`${what} could not be cloned (electron double)`, 'DataCloneError')
  }

  const encodeNumber = (value: number): unknown =>
    Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : { $: 'number', v: Object.is(value, -0) ? '-0' : `${value}` }

  const encodeObject = (value: object, path: object[]): unknown => {
    if (path.includes(value)) return refuse('A cyclic value')
    const inner = [...path, value]
    const pack = (member: unknown) => encodeValue(member, inner)
    if (Array.isArray(value)) return value.map(pack)
    if (value instanceof Date) return { $: 'date', v: value.getTime() }
    if (value instanceof RegExp) return { $: 'regexp', v: [value.source, value.flags] }
    if (value instanceof Map) return { $: 'map', v: [...value].map((entry) => entry.map(pack)) }
    if (value instanceof Set) return { $: 'set', v: [...value].map(pack) }
    if (value instanceof ArrayBuffer) return { $: 'buffer', v: toBase64(new Uint8Array(value)) }
    if (ArrayBuffer.isView(value)) {
      const kind = views.findIndex((view) => value instanceof view)
      if (kind < 0) return refuse('This kind of view')
      return {
        $: 'view',
        k: kind,
        v: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)),
      }
    }
    if (value instanceof Error) return { $: 'error', v: [value.name, value.message, value.stack ?? ''] }
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype !== Object.prototype && prototype !== null)
      return refuse(`A ${value.constructor?.name ?? 'foreign'}`)
    const members = Object.entries(value).map(([key, member]) => [key, pack(member)] as const)
    return '$' in value ? { $: 'object', v: members } : Object.fromEntries(members)
  }

  const encodeValue = (value: unknown, path: object[]): unknown => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'number') return encodeNumber(value)
    if (value === undefined) return { $: 'undefined' }
    if (typeof value === 'bigint') return { $: 'bigint', v: value.toString() }
    return typeof value === 'object' ? encodeObject(value, path) : refuse(typeof value)
  }

  const decode = (coded: unknown): unknown => {
    if (typeof coded !== 'object' || coded === null) return coded
    if (Array.isArray(coded)) return coded.map(decode)
    if (!('$' in coded))
      return Object.fromEntries(Object.entries(coded).map(([key, member]) => [key, decode(member)]))
    const { $: tag, v, k } = coded as { $: string; v: never; k: number }
    const list = v as unknown[]
    switch (tag) {
      case 'undefined':
        return undefined
      case 'number':
        return Number(v)
      case 'bigint':
        return BigInt(v)
      case 'date':
        return new Date(v)
      case 'regexp':
        return new RegExp(list[0] as string, list[1] as string)
      case 'map':
        return new Map(list.map((entry) => (entry as unknown[]).map(decode) as [unknown, unknown]))
      case 'set':
        return new Set(list.map(decode))
      case 'buffer':
        return fromBase64(v).buffer
      case 'view': {
        const view = views[k] ?? Uint8Array
        return new view(fromBase64(v).buffer)
      }
      case 'error': {
        const error = new Error(list[1] as string)
        error.name = list[0] as string
        error.stack = list[2] as string
        return error
      }
      default:
        return Object.fromEntries((list as [string, unknown][]).map(([key, member]) => [key, decode(member)]))
    }
  }

  return { encode: (value) => encodeValue(structuredClone(value), []), decode }
}
