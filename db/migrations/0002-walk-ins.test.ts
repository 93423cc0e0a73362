import { afterEach, beforeEach, expect, it } from 'vitest'
import { storeFolder } from '#tests/support/test-store.ts'
import type { SqlValue } from '../connection.ts'
import { openDatabase } from '../open-store.ts'
import { firstSchema } from './0001-first-schema.ts'
import { walkIns } from './0002-walk-ins.ts'

let place: ReturnType<typeof storeFolder>
beforeEach(() => {
  place = storeFolder()
})
afterEach(() => place.remove())

const id = (n: number) => `018f0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const start = '0'.repeat(64)
const hashOf = (seq: number) => seq.toString(16).padStart(64, '0')
const body = (seq: number, type: string) =>
  JSON.stringify({ id: id(seq), deviceSeq: seq, type, previousHash: seq === 1 ? start : hashOf(seq - 1) })
const append = `INSERT INTO events (seq, id, appointment_id, type, refused, code, hash, body)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`

function open(...migrations: (typeof firstSchema)[]) {
  return openDatabase({ ...place.options, migrations })
}

it('keeps the log as it was, and takes walk-ins behind it', () => {
  const before = open(firstSchema)
  before.prepare(append).run(1, id(1), id(100), 'checked_in', null, null, hashOf(1), body(1, 'checked_in'))
  before
    .prepare(append)
    .run(2, id(2), id(100), 'served', 'parked', 'not_its_day', hashOf(2), body(2, 'served'))
  const all = 'SELECT seq, id, type, refused, code, hash, body FROM events ORDER BY seq'
  const kept = before.prepare<SqlValue[]>(all).all()
  before.close()

  const after = open(firstSchema, walkIns)
  try {
    expect(after.prepare<SqlValue[]>(all).all()).toEqual(kept)
    after.prepare(append).run(3, id(3), id(101), 'walked_in', null, null, hashOf(3), body(3, 'walked_in'))
    const refused = (work: () => unknown, message: string) =>
      expect(work).toThrow(expect.objectContaining({ message: expect.stringContaining(message) }))
    refused(() => after.prepare('DELETE FROM events').run(), 'event_log_is_append_only')
    refused(() => after.prepare(`UPDATE events SET body = '{}'`).run(), 'event_log_is_append_only')
    refused(
      () => after.prepare(append).run(5, id(5), id(101), 'served', null, null, hashOf(5), body(5, 'served')),
      'event_sequence_gap',
    )
    refused(
      () => after.prepare(append).run(4, id(4), id(101), 'served', null, null, hashOf(4), body(9, 'served')),
      'event_chain_broken',
    )
  } finally {
    after.close()
  }
})
