/** A call to the double that a test may want to look at. Arguments are copied when the call is made. */
export type RecordedCall = { readonly name: string; readonly args: readonly unknown[] }

const calls: RecordedCall[] = []

/** What cannot be copied (a window, a callback) is recorded by its kind. */
export function record(name: string, ...args: readonly unknown[]): void {
  calls.push({ name, args: args.map(portable) })
}

/** All calls, or those of one name. */
export const recordedCalls = (name?: string | null): RecordedCall[] =>
  calls.filter((call) => (name ?? call.name) === call.name)

function portable(value: unknown): unknown {
  if (typeof value === 'function') return '[function]'
  if (value instanceof Uint8Array) return `[${value.length} bytes]`
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(portable)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return `[${value.constructor.name}]`
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, portable(member)]))
}
