import { afterEach, beforeEach, expect, it } from 'vitest'
import { occurredAt } from '#shared/domain/event.ts'
import { storeFolder } from '#tests/support/test-store.ts'
import type { SqlValue } from '../connection.ts'
import { openDatabase } from '../open-store.ts'
import { firstSchema } from './0001-first-schema.ts'
import { walkIns } from './0002-walk-ins.ts'
import { signInAttempts } from './0003-sign-in-attempts.ts'
import { eventReport } from './0004-event-report.ts'

let place: ReturnType<typeof storeFolder>
beforeEach(() => {
  place = storeFolder()
})
afterEach(() => place.remove())

const id = (n: number) => `018f0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const start = '0'.repeat(64)
const hashOf = (seq: number) => seq.toString(16).padStart(64, '0')
type Act = { type: string; deviceTime: string; clockOffsetMs: number; actor: object; payload: object }
const user = { kind: 'user', userId: id(900) }
const acts: Act[] = [
  {
    type: 'walked_in',
    deviceTime: '2026-11-22T06:52:00.001Z',
    clockOffsetMs: 0,
    actor: user,
    payload: { applicant: { nationalCode: '0093849370' } },
  },
  {
    type: 'checked_in',
    deviceTime: '2026-11-22T06:52:00.999Z',
    clockOffsetMs: 172_800_001,
    actor: user,
    payload: {},
  },
  {
    type: 'day_closed',
    deviceTime: '2026-11-22T00:00:00.000Z',
    clockOffsetMs: -1,
    actor: user,
    payload: { date: '2026-11-22' },
  },
]
const bodyOf = (act: Act, seq: number) =>
  JSON.stringify({
    id: id(seq),
    deviceId: id(700),
    deviceSeq: seq,
    previousHash: seq === 1 ? start : hashOf(seq - 1),
    ...act,
  })
const before = [firstSchema, walkIns, signInAttempts]

it('keeps both logs as they were, with what they are searched by', () => {
  const old = openDatabase({ ...place.options, migrations: before })
  for (const [index, act] of acts.entries()) {
    const isDay = act.type === 'day_closed'
    old
      .prepare(
        'INSERT INTO events (seq, id, appointment_id, day, type, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
      )
      .run(
        index + 1,
        id(index + 1),
        isDay ? null : id(100),
        isDay ? '2026-11-22' : null,
        act.type,
        hashOf(index + 1),
        bodyOf(act, index + 1),
      )
  }
  const cancelled = { ...acts[1], type: 'cancelled', actor: { kind: 'central' } } as Act
  old
    .prepare('INSERT INTO foreign_events (id, appointment_id, day, revision, body) VALUES (?, ?, NULL, 7, ?)')
    .run(id(50), id(100), bodyOf(cancelled, 50))
  const all = 'SELECT seq, id, appointment_id, day, type, refused, code, hash, body FROM events ORDER BY seq'
  const kept = old.prepare<SqlValue[]>(all).all()
  old.close()

  const now = openDatabase({ ...place.options, migrations: [...before, eventReport] })
  try {
    expect(now.prepare<SqlValue[]>(all).all()).toEqual(kept)
    expect(
      now.prepare<SqlValue[]>('SELECT at, actor, subject, changes FROM events ORDER BY seq').all(),
    ).toEqual(
      acts.map((act, index) => [occurredAt(act), id(900), index === 0 ? '0093849370' : null, index + 1]),
    )
    expect(
      now
        .prepare<SqlValue[]>(
          'SELECT id, at, actor, type, device_id, device_seq, revision FROM foreign_events',
        )
        .all(),
    ).toEqual([[id(50), occurredAt(cancelled), 'central', 'cancelled', id(700), 50, 7]])
    expect(now.prepare<SqlValue[]>('SELECT seq, hash FROM log_head').all()).toEqual([[3, hashOf(3)]])
  } finally {
    now.close()
  }
})

it('takes what was only seen, notes the newest, and lets nothing of it be changed', () => {
  const connection = openDatabase({ ...place.options, migrations: [...before, eventReport] })
  const append = connection.prepare(
    `INSERT INTO events (seq, id, appointment_id, day, subject, type, at, actor, changes, hash, body)
     VALUES (?, ?, NULL, ?, ?, ?, '2026-11-22T06:52:00.000Z', 'somebody', 0, ?, ?)`,
  )
  const body = (seq: number, type: string) =>
    JSON.stringify({ id: id(seq), deviceSeq: seq, type, previousHash: seq === 1 ? start : hashOf(seq - 1) })
  const add = (seq: number, type: string, day: string | null = null) =>
    append.run(seq, id(seq), day, id(100), type, hashOf(seq), body(seq, type))
  const refused = (work: () => unknown, message: string) =>
    expect(work).toThrow(expect.objectContaining({ message: expect.stringContaining(message) }))
  try {
    add(1, 'record_viewed')
    add(2, 'record_viewed')
    expect(connection.prepare<SqlValue[]>('SELECT seq, hash FROM log_head').all()).toEqual([[2, hashOf(2)]])
    refused(() => add(4, 'record_viewed'), 'event_sequence_gap')
    refused(() => add(3, 'record_viewed', '2026-11-22'), 'CHECK')
    refused(() => add(3, 'day_closed'), 'CHECK')
    for (const column of ['subject', 'at', 'actor', 'changes', 'body']) {
      refused(
        () => connection.prepare(`UPDATE events SET ${column} = ${column}`).run(),
        'event_log_is_append_only',
      )
    }
    refused(() => connection.prepare('DELETE FROM events').run(), 'event_log_is_append_only')
  } finally {
    connection.close()
  }
})
