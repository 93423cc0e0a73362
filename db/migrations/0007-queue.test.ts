import { expect, it } from 'vitest'
import { openStore } from '#db/open-store.ts'
import { appointment, day } from '#tests/support/domain-fixtures.ts'
import { storeFolder } from '#tests/support/test-store.ts'
import { openDatabase } from '../open-store.ts'
import { queue } from './0007-queue.ts'
import { migrations } from './index.ts'

it('who arrived before there was a queue is in it', () => {
  const place = storeFolder()
  const before = migrations.filter(({ version }) => version < queue.version)
  const old = openDatabase({ ...place.options, migrations: before })
  const row = appointment({
    state: 'arrived',
    queueNumber: 3,
    arrivedOn: day,
    arrivedAt: `${day}T07:00:00.000Z`,
  })
  const { applicant } = row
  old
    .prepare(
      `INSERT INTO appointments (key, id, date, slot, sort_key, first_name, last_name, father_name, national_code,
         tracking_code, mobile, request_kind, state, queue_number, arrived_on, last_seq, confirmed_seq, attention,
         revision, pull_round, search_key)
       VALUES (1, ?, ?, ?, 'x', ?, ?, ?, ?, ?, NULL, 'first_issue', 'arrived', 3, ?, 0, 0, 0, 10, 0, 'x')`,
    )
    .run(
      row.id,
      row.date,
      row.slot,
      applicant.firstName,
      applicant.lastName,
      applicant.fatherName,
      applicant.nationalCode,
      applicant.trackingCode,
      day,
    )
  old.prepare('INSERT INTO server_versions VALUES (1, ?)').run(JSON.stringify(row))
  old.close()

  const store = openStore(place.options)
  expect(store.appointments.arrivals(day)).toEqual([
    {
      id: row.id,
      date: row.date,
      slot: row.slot,
      firstName: applicant.firstName,
      lastName: applicant.lastName,
      state: 'arrived',
      queueNumber: 3,
      arrivedOn: day,
      arrivedAt: `${day}T07:00:00.000Z`,
    },
  ])
  store.close()
  place.remove()
})
