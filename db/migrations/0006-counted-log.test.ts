import { expect, it } from 'vitest'
import { checkedIn } from '#tests/support/domain-fixtures.ts'
import { seedStore } from '#tests/support/seed-store.ts'
import { storeFolder } from '#tests/support/test-store.ts'
import { openDatabase, openStore } from '../open-store.ts'
import { countedLog } from './0006-counted-log.ts'
import { migrations } from './index.ts'

it('keeps the log, finds in it what it found before, and counts from the indexes alone', () => {
  const place = storeFolder()
  const before = migrations.filter(({ version }) => version < countedLog.version)
  const old = openDatabase({ ...place.options, migrations: before })
  const event = checkedIn()
  old
    .prepare(
      `INSERT INTO events (seq, id, appointment_id, type, at, actor, changes, hash, body) VALUES (1, ?, ?, ?, ?, 'x', 1, ?, ?)`,
    )
    .run(
      event.id,
      event.appointmentId,
      event.type,
      event.deviceTime,
      'a'.repeat(64),
      JSON.stringify({ ...event, deviceSeq: 1 }),
    )
  old.close()

  const connection = openDatabase({ ...place.options, migrations: [...before, countedLog] })
  const plan = (sql: string) =>
    connection
      .prepare<[number, number, number, string]>(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(([, , , step]) => step)
  // The next predecessor is asked for at every act: from the end of the index, without sorting.
  expect(
    plan(`SELECT id FROM events WHERE appointment_id = 'x' AND refused IS NULL ORDER BY seq DESC LIMIT 1`),
  ).toEqual(['SEARCH events USING INDEX events_by_appointment (appointment_id=?)'])
  expect(plan(`SELECT type, at FROM events WHERE appointment_id = 'x' AND refused IS NULL`)).toEqual([
    'SEARCH events USING COVERING INDEX events_by_appointment (appointment_id=?)',
  ])
  connection.close()

  const store = openStore(place.options)
  seedStore(store, { appointments: 1 })
  expect(store.events.head().seq).toBe(1)
  expect(store.events.lastOfAppointment(event.appointmentId)).toBe(event.id)
  store.close()
  place.remove()
})
