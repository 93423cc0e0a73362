import { z } from 'zod'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { isDayEvent, occurredAt, officeEventSchema } from '#shared/domain/event.ts'
import { canonicalJson, hashCanonicalJson } from '#shared/domain/event-chain.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { ValueError } from '#shared/domain/validation.ts'

/** What must be readable of every event, so that it has a place in its device's sequence. */
const placeSchema = z.object({
  id: z.uuid().toLowerCase(),
  deviceSeq: z.int().positive(),
  previousHash: z.string().regex(/^[0-9a-f]{64}$/),
})

/** An event as it came, with its place in the device's log. */
export type ReadEvent = {
  id: string
  deviceSeq: number
  previousHash: string
  /** Hash and canonical text of what was sent, unknown fields included: what the device hashed, too. */
  hash: string
  json: string
  /** Null when it has a place but does not fit the contract otherwise: of a newer version, or damaged. */
  event: OfficeEvent | null
  /** Civil date of Tehran on which it happened; null when there is no event. */
  occurredOn: string | null
}

/** Thrown for a body in which not even the places of the events can be read; the whole request is refused. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent'
}

/**
 * Reads one event of a push. One that does not fit the contract is kept as it is, to be recorded as rejected: it must
 * not hold up the ones behind it. Throws `UnreadableEvent` when its place cannot be read.
 */
export function readEvent(raw: unknown, index: number): ReadEvent {
  const parsed = officeEventSchema.safeParse(raw)
  let place: z.infer<typeof placeSchema>
  if (parsed.success) place = parsed.data
  else {
    const readable = placeSchema.safeParse(raw)
    if (!readable.success) {
      const issue = readable.error.issues[0]
      throw new UnreadableEvent(
        `events.${index}.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unreadable'}`,
      )
    }
    place = readable.data
  }
  let json: string
  try {
    json = canonicalJson(raw)
  } catch (error) {
    // Nested deeper than the stack.
    if (error instanceof RangeError) throw new UnreadableEvent(`events.${index}: nested too deeply`)
    throw error
  }
  const event = parsed.success ? parsed.data : null
  const occurredOn = event && dateOf(event)
  return {
    id: place.id.toLowerCase(),
    deviceSeq: place.deviceSeq,
    previousHash: place.previousHash,
    hash: hashCanonicalJson(json),
    json,
    event: occurredOn === null ? null : event,
    occurredOn,
  }
}

/** The civil date on which an event happened; null where the instants or the day named in it are no real ones. */
function dateOf(event: OfficeEvent): string | null {
  try {
    if (isDayEvent(event) && event.payload.date < '0001-01-01') return null
    return tehranDateOf(occurredAt(event))
  } catch (error) {
    // An offset beyond what a date can hold.
    if (error instanceof RangeError || error instanceof ValueError) return null
    throw error
  }
}
