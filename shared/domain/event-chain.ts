import { createHash } from 'node:crypto'
import type { OfficeEvent } from './event.ts'

/** JSON with sorted keys: the one form that both sides hash. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

/** Hex SHA-256 of an event; since the event names the hash before it, this chains the whole log (DESIGN 3). */
export function hashEvent(event: OfficeEvent): string {
  return hashCanonicalJson(canonicalJson(event))
}

/** `hashEvent` for who has the event as canonical JSON already. */
export function hashCanonicalJson(json: string): string {
  return createHash('sha256').update(json).digest('hex')
}
