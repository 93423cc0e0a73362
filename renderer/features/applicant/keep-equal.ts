/**
 * The new value, with every part that says the same as before being the part from before: what shows only such a part is not
 * drawn anew. For plain data as JSON has them.
 */
export function keepEqual<T>(before: unknown, now: T): T {
  if (Object.is(before, now)) return now
  if (typeof before !== 'object' || typeof now !== 'object' || before === null || now === null) return now
  if (Array.isArray(before) !== Array.isArray(now)) return now
  const old = before as Record<string, unknown>
  const parts = Object.entries(now).map(([key, value]) => [key, keepEqual(old[key], value)] as const)
  const isSame =
    Object.keys(old).length === parts.length &&
    parts.every(([key, value]) => key in old && old[key] === value)
  if (isSame) return before as T
  return (Array.isArray(now) ? parts.map(([, value]) => value) : Object.fromEntries(parts)) as T
}
