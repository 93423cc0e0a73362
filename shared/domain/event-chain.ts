import { createHash } from 'node:crypto'
import type { OfficeEvent } from './event.ts'

/** JSON with sorted keys: the one form that both sides hash. Cheap for what is sorted already. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inOrder(value))
}

/** The value with the keys of every object sorted; the same value, not a copy, where they are. */
function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  return Array.isArray(value) ? elementsInOrder(value) : keysInOrder(value as Record<string, unknown>)
}

function elementsInOrder(elements: readonly unknown[]): unknown {
  const sorted = elements.map(inOrder)
  return sorted.every((element, index) => element === elements[index]) ? elements : sorted
}

function keysInOrder(object: Record<string, unknown>): unknown {
  let copy: Record<string, unknown> | null = null
  let previous = ''
  for (const key in object) {
    if (key < previous) {
      copy = {}
      break
    }
    previous = key
  }
  // Each value is looked at once: twice at every level would be without end for something deeply nested.
  for (const key of copy ? Object.keys(object).sort() : Object.keys(object)) {
    const value = object[key]
    const inner = inOrder(value)
    if (inner !== value && copy === null) copy = { ...object }
    if (copy) put(copy, key, inner)
  }
  return copy ?? object
}

/** As a property of its own, also under the one name for which assigning does something else. */
function put(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
}

/** Hex SHA-256 of an event; since the event names the hash before it, this chains the whole log (DESIGN 3). */
export function hashEvent(event: OfficeEvent): string {
  return hashCanonicalJson(canonicalJson(event))
}

/** `hashEvent` for who has the event as canonical JSON already. */
export function hashCanonicalJson(json: string): string {
  return createHash('sha256').update(json).digest('hex')
}
