import { createHmac, timingSafeEqual } from 'node:crypto'

/** A place in the order of an office's changes: everything up to and including it has been given. */
export type Position = {
  revision: number
  /** Which of the entities that carry this revision were given: see `ranks` in page.ts. */
  rank: number
}

export const beginning: Position = { revision: 0, rank: 0 }

const MARK_BYTES = 9

const markOf = (key: Uint8Array, officeId: string, text: string) =>
  createHmac('sha256', key).update(`${officeId} ${text}`).digest().subarray(0, MARK_BYTES)

/** Writes a position as an opaque cursor that only this central system, and only for this office, can have made. */
export function writeCursor(key: Uint8Array, officeId: string, { revision, rank }: Position): string {
  const text = `${revision.toString(36)}.${rank}`
  return `${text}.${markOf(key, officeId, text).toString('base64url')}`
}

/** Reads a cursor; null when it is not one that `writeCursor` made for the office. */
export function readCursor(key: Uint8Array, officeId: string, cursor: string): Position | null {
  const match = /^(([0-9a-z]{1,11})\.([0-9]))\.([A-Za-z0-9_-]{12})$/.exec(cursor)
  if (!match?.[1] || !match[2] || !match[3] || !match[4]) return null
  const mark = Buffer.from(match[4], 'base64url')
  if (!timingSafeEqual(mark, markOf(key, officeId, match[1]))) return null
  return { revision: Number.parseInt(match[2], 36), rank: Number(match[3]) }
}
