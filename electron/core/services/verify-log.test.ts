import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#db/store.ts'
import type { LogBreak } from '#shared/contract/event-log.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { chainStart } from '#shared/domain/event.ts'
import { hashEvent } from '#shared/domain/event-chain.ts'
import {
  appointment,
  checkedIn,
  decided,
  event,
  nextId,
  otherDeviceId,
} from '#tests/support/domain-fixtures.ts'
import { nextInLog, openTestStore } from '#tests/support/test-store.ts'
import { verifyLog } from './verify-log.ts'

let office: ReturnType<typeof openTestStore>
let store: Store
beforeEach(() => {
  office = openTestStore()
  store = office.store
})
afterEach(() => office.close())

function append(...events: OfficeEvent[]): OfficeEvent[] {
  return store.transaction(() =>
    events.map((given) => {
      const next = nextInLog(store, given)
      store.events.append(next, hashEvent(next))
      return next
    }),
  )
}
/** Another device's events, chained as it chained them. */
function putForeign(...events: OfficeEvent[]): void {
  let hash = chainStart
  const chained = events.map((given, index) => {
    const next = { ...given, deviceId: otherDeviceId, deviceSeq: index + 1, previousHash: hash }
    hash = hashEvent(next)
    return { event: next, revision: 100 + index }
  })
  store.transaction(() => store.events.putForeign(chained))
}

/** Alters the closed file as somebody would who has its key: without the store's triggers and checks. */
async function alter(
  ...statements: (string | [sql: string, ...values: (string | number)[]])[]
): Promise<void> {
  await office.asleep(async () => {
    const database = new Database(office.options.file)
    try {
      database.pragma(`cipher='sqlcipher'`)
      database.pragma(`key="x'${Buffer.from(office.options.key).toString('hex')}'"`)
      const triggers = database.prepare<[], { name: string; sql: string }>(
        `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`,
      )
      const kept = triggers.all()
      for (const { name } of kept) database.exec(`DROP TRIGGER ${name}`)
      database.pragma('ignore_check_constraints = ON')
      for (const each of statements) {
        const [sql, ...values] = typeof each === 'string' ? [each] : each
        expect(database.prepare(sql).run(...values).changes, sql).toBeGreaterThan(0)
      }
      for (const { sql } of kept) database.exec(sql)
    } finally {
      database.close()
    }
  })
  store = office.store
}

const expectBroken = async (why: LogBreak, deviceSeq: number, own = true) => {
  const { broken } = await verifyLog(store)
  expect(broken).toMatchObject({ why, own, deviceSeq })
  return broken
}
const bodyOf = (seq: number) => store.report.ownRows(seq - 1, 1)[0]?.body ?? ''
const viewed = { appointmentId: nextId() }
const seen = (): OfficeEvent =>
  ({
    ...event('returned', {}),
    appointmentId: null,
    type: 'record_viewed',
    payload: viewed,
    baseRevision: undefined,
    predecessorId: undefined,
  }) as unknown as OfficeEvent

describe('a log that nobody touched', () => {
  test('is whole: empty, with one event, with many of all kinds, own and foreign', async () => {
    expect(await verifyLog(store)).toEqual({ own: 0, foreign: 0, broken: null })
    append(checkedIn())
    expect(await verifyLog(store)).toEqual({ own: 1, foreign: 0, broken: null })
    append(...Array.from({ length: 900 }, () => seen()), decided('postal_code', 'accepted'))
    putForeign(checkedIn(), ...Array.from({ length: 700 }, () => seen()))
    expect(await verifyLog(store)).toEqual({ own: 902, foreign: 701, broken: null })
    office.reopen()
    store = office.store
    expect((await verifyLog(store)).broken).toBeNull()
  })

  test('is whole when what became of it changes: refused, settled, asked for again', async () => {
    const [a, b] = append(checkedIn(), seen(), decided('postal_code', 'accepted'))
    store.transaction(() =>
      store.events.recordResults([
        { id: a?.id ?? '', status: 'rejected', code: 'not_its_day' },
        { id: b?.id ?? '', status: 'rejected', code: 'event_malformed' },
      ]),
    )
    store.transaction(() => store.events.resendFrom(1))
    expect((await verifyLog(store)).broken).toBeNull()
  })

  test('goes on being written to while it is walked', async () => {
    append(...Array.from({ length: 1000 }, () => seen()))
    const walking = verifyLog(store)
    for (let round = 0; round < 5; round += 1) {
      await new Promise((resolve) => setImmediate(resolve))
      append(seen())
    }
    expect((await walking).broken).toBeNull()
  })

  test('foreign events with refused ones between them are no gap', async () => {
    putForeign(checkedIn(), seen(), seen())
    await alter(`DELETE FROM foreign_events WHERE device_seq = 2`)
    expect(await verifyLog(store)).toEqual({ own: 0, foreign: 2, broken: null })
  })
})

describe('what was done to the file is found', () => {
  beforeEach(() => {
    store.transaction(() =>
      store.appointments.putFromServer([{ server: appointment(), shown: appointment() }]),
    )
    append(checkedIn(), seen(), decided('postal_code', 'accepted'), seen(), seen())
  })

  test('a changed row, named with what stands there now', async () => {
    const forged = bodyOf(3).replace('"accepted"', '"failed"')
    await alter(['UPDATE events SET body = ? WHERE seq = 3', forged])
    const broken = await expectBroken('changed', 3)
    expect(broken?.entry).toMatchObject({ type: 'document_decided', person: { nationalCode: '0093849370' } })
  })

  test('a changed row with a hash made to fit: the next does not follow on it', async () => {
    const forged = JSON.parse(bodyOf(2)) as OfficeEvent & { type: 'record_viewed' }
    const other = { ...forged, payload: { appointmentId: appointment().id } }
    await alter([
      'UPDATE events SET body = ?, hash = ?, subject = ? WHERE seq = 2',
      JSON.stringify(other),
      hashEvent(other),
      appointment().id,
    ])
    await expectBroken('out_of_place', 3)
  })

  test('the newest row, changed with a hash made to fit', async () => {
    const other = {
      ...(JSON.parse(bodyOf(5)) as OfficeEvent),
      clockOffsetMs: 0,
      deviceTime: '2026-11-01T00:00:00.000Z',
    }
    await alter([
      'UPDATE events SET body = ?, hash = ?, at = ? WHERE seq = 5',
      JSON.stringify(other),
      hashEvent(other),
      other.deviceTime,
    ])
    await expectBroken('changed', 5)
  })

  test('a removed row, the first one too', async () => {
    await alter('DELETE FROM events WHERE seq = 3')
    expect((await expectBroken('missing', 3))?.entry).toBeNull()
    await alter('DELETE FROM events WHERE seq = 1')
    await expectBroken('missing', 1)
  })

  test('a removed row whose place the others took', async () => {
    await alter('DELETE FROM events WHERE seq = 2', 'UPDATE events SET seq = seq - 1 WHERE seq > 2')
    await expectBroken('out_of_place', 2)
  })

  test('a cut end, and everything gone', async () => {
    await alter('DELETE FROM events WHERE seq > 3')
    await expectBroken('end_missing', 4)
    await alter('DELETE FROM events')
    await expectBroken('end_missing', 1)
  })

  test('two swapped rows', async () => {
    await alter(
      'UPDATE events SET seq = 99 WHERE seq = 2',
      'UPDATE events SET seq = 2 WHERE seq = 4',
      'UPDATE events SET seq = 4 WHERE seq = 99',
    )
    await expectBroken('out_of_place', 2)
  })

  test('a row that was put in between', async () => {
    const put = { ...(JSON.parse(bodyOf(2)) as OfficeEvent), id: nextId(), deviceSeq: 3 }
    await alter(
      'UPDATE events SET seq = -seq WHERE seq >= 3',
      'UPDATE events SET seq = 1 - seq WHERE seq < 0',
      [
        `INSERT INTO events SELECT 3, ?, appointment_id, day, subject, type, at, actor, changes, NULL, NULL, NULL, NULL,
           ?, ? FROM events WHERE seq = 2`,
        put.id,
        hashEvent(put),
        JSON.stringify(put),
      ],
    )
    await expectBroken('out_of_place', 3)
  })

  test('what it is searched by: another person, another time, another kind', async () => {
    for (const [column, value] of [
      ['actor', nextId()],
      ['at', '2020-01-01T00:00:00.000Z'],
      ['subject', nextId()],
      ['type', 'returned'],
    ]) {
      const before = store.report.ownRows(1, 1)[0]
      await alter([`UPDATE events SET ${column} = ? WHERE seq = 2`, value ?? ''])
      await expectBroken('changed', 2)
      const was = before && String(before[column as 'actor' | 'at' | 'subject' | 'type'])
      await alter([`UPDATE events SET ${column} = ? WHERE seq = 2`, was ?? ''])
      expect((await verifyLog(store)).broken).toBeNull()
    }
  })

  test('a row that cannot be read', async () => {
    await alter(['UPDATE events SET body = ? WHERE seq = 4', '{"id":'])
    const broken = await expectBroken('unreadable', 4)
    expect(broken?.entry).toBeNull()
  })

  test('among those of another device: a changed one, and one under another name', async () => {
    putForeign(checkedIn(), seen(), seen(), seen())
    const body = store.report.foreignRows(null, 4)[1]?.body ?? ''
    await alter([
      'UPDATE foreign_events SET body = ? WHERE device_seq = 2',
      body.replace('"clockOffsetMs":0', '"clockOffsetMs":1'),
    ])
    // Its time is not the one that it is filed under.
    await expectBroken('changed', 2, false)
    await alter(['UPDATE foreign_events SET body = ? WHERE device_seq = 2', body])
    expect((await verifyLog(store)).broken).toBeNull()
    await alter([
      'UPDATE foreign_events SET body = ? WHERE device_seq = 2',
      body.replace(/"displayName":"[^"]*"/, '"displayName":"somebody"'),
    ])
    await expectBroken('out_of_place', 3, false)
  })
})
