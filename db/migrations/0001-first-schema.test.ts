import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { storeFolder } from '#tests/support/test-store.ts'
import type { Connection } from '../connection.ts'
import { openDatabase } from '../open-store.ts'
import { firstSchema } from './0001-first-schema.ts'

let place: ReturnType<typeof storeFolder>
let connection: Connection
beforeEach(() => {
  place = storeFolder()
  connection = openDatabase({ ...place.options, migrations: [firstSchema] })
})
afterEach(() => {
  connection.close()
  place.remove()
})

const id = (n: number) => `018f0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
type Values = Record<string, string | number | null>
function insert(table: string, values: Values): void {
  const names = Object.keys(values)
  connection
    .prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${names.map(() => '?').join()})`)
    .run(...Object.values(values))
}
const refused = (what: RegExp | string) =>
  expect.objectContaining({ code: 'constraint_violated', message: expect.stringMatching(what) })
function expectRefusal(work: () => void, what: RegExp | string) {
  let thrown: unknown
  try {
    work()
  } catch (error) {
    thrown = error
  }
  expect(thrown).toEqual(refused(what))
}

const row = (changes: Values = {}): Values => ({
  id: id(1),
  date: '2026-11-22',
  slot: '10:30',
  sort_key: 'x',
  first_name: 'علی',
  last_name: 'رضایی',
  father_name: 'حسن',
  national_code: '0093849370',
  tracking_code: '4820917735',
  mobile: null,
  request_kind: 'first_issue',
  state: 'booked',
  queue_number: null,
  arrived_on: null,
  last_seq: 0,
  confirmed_seq: 0,
  attention: 0,
  revision: 1,
  pull_round: 0,
  search_key: 'x',
  ...changes,
})

describe('appointments', () => {
  it('takes a row as it should be', () => {
    insert('appointments', row())
    insert('appointments', row({ id: id(2), state: 'arrived', queue_number: 1, arrived_on: '2026-11-22' }))
  })
  it.each([
    ['an unknown state', { state: 'lost' }],
    ['a queue number for who has not arrived', { queue_number: 3, arrived_on: '2026-11-22' }],
    ['an arrival without a queue number', { state: 'arrived', arrived_on: '2026-11-22' }],
    ['an arrival without its day', { state: 'served', queue_number: 3 }],
    ['a queue number below 1', { state: 'arrived', queue_number: 0, arrived_on: '2026-11-22' }],
    ['more confirmed events than there are', { confirmed_seq: 1 }],
    ['half an attention', { attention: 2 }],
    ['an unknown kind of request', { request_kind: 'gift' }],
    ['another calendar', { date: '1405/09/01' }],
    ['a time that is none', { slot: '9:30' }],
    ['a national code of nine digits', { national_code: '093849370' }],
    ['a national code in Persian digits', { national_code: '۰۰۹۳۸۴۹۳۷۰' }],
    ['a tracking code with a letter', { tracking_code: '48209A7735' }],
    ['a person without a name', { last_name: '' }],
    ['a negative revision', { revision: -1 }],
  ])('refuses %s', (_, changes) => {
    expectRefusal(() => insert('appointments', row(changes)), /CHECK/)
  })
  it('refuses the same id twice, text for numbers, and bodies of nobody', () => {
    insert('appointments', row())
    expectRefusal(() => insert('appointments', row()), /UNIQUE.*id/)
    expectRefusal(() => insert('appointments', row({ id: id(3), revision: 'one' })), /INTEGER/)
    expectRefusal(() => insert('server_versions', { appointment: 99, body: '{}' }), /FOREIGN KEY/)
    expectRefusal(() => insert('server_versions', { appointment: 1, body: 'no json' }), /CHECK/)
  })
  it('takes its bodies along when it goes', () => {
    insert('appointments', row())
    insert('server_versions', { appointment: 1, body: '{}' })
    insert('own_versions', { appointment: 1, body: '{}' })
    connection.prepare('DELETE FROM appointments').run()
    expect(connection.prepare('SELECT count(*) FROM server_versions').first()).toEqual([0])
    expect(connection.prepare('SELECT count(*) FROM own_versions').first()).toEqual([0])
  })
})

const chainStart = '0'.repeat(64)
const hash = (n: number) => n.toString(16).padStart(64, 'a')
const event = (
  seq: number,
  changes: Values = {},
  previousHash = seq === 1 ? chainStart : hash(seq - 1),
): Values => ({
  seq,
  id: id(100 + seq),
  appointment_id: id(1),
  day: null,
  type: 'checked_in',
  refused: null,
  hash: hash(seq),
  body: JSON.stringify({
    id: changes.id ?? id(100 + seq),
    deviceSeq: seq,
    type: changes.type ?? 'checked_in',
    previousHash,
  }),
  ...changes,
})

describe('the log', () => {
  it('has no gap and no second start', () => {
    expectRefusal(() => insert('events', event(2)), 'event_sequence_gap')
    insert('events', event(1))
    insert('events', event(2))
    expectRefusal(() => insert('events', event(4)), 'event_sequence_gap')
    expectRefusal(() => insert('events', event(2, { id: id(7) })), 'event_sequence_gap')
    expectRefusal(() => insert('events', event(1, { id: id(7) })), 'event_sequence_gap')
  })
  it('follows the hash of the event before', () => {
    expectRefusal(() => insert('events', event(1, {}, hash(9))), 'event_chain_broken')
    const body = JSON.stringify({ id: id(101), deviceSeq: 1, type: 'checked_in' })
    expectRefusal(() => insert('events', event(1, { body })), 'event_chain_broken')
    insert('events', event(1))
    expectRefusal(() => insert('events', event(2, {}, chainStart)), 'event_chain_broken')
  })
  it('is only added to', () => {
    insert('events', event(1))
    expectRefusal(() => connection.prepare('DELETE FROM events').run(), 'event_log_is_append_only')
    for (const column of ['seq', 'id', 'appointment_id', 'day', 'type', 'hash', 'body']) {
      const change = connection.prepare(`UPDATE events SET ${column} = ${column}`)
      expectRefusal(() => change.run(), 'event_log_is_append_only')
    }
    connection.prepare("UPDATE events SET refused = 'parked', code = 'not_its_day'").run()
  })
  it.each([
    ['an id that its body does not have', { id: id(5), body: event(1).body ?? null }],
    ['an unknown type', { type: 'vanished' }],
    ['a cancellation, which is the central side’s', { type: 'cancelled' }],
    ['neither an appointment nor a day', { appointment_id: null }],
    ['both of them', { day: '2026-11-22' }],
    ['the closing of an appointment', { type: 'day_closed' }],
    ['an unknown fate', { refused: 'lost', code: 'x' }],
    ['a refusal without its reason', { refused: 'parked' }],
    ['a reason without a refusal', { code: 'not_its_day' }],
    ['a withdrawal that nobody made', { refused: 'withdrawn', code: 'not_its_day' }],
    ['a hash that is none', { hash: 'z'.repeat(64) }],
  ])('refuses %s', (_, changes) => {
    expectRefusal(() => insert('events', event(1, changes)), /CHECK/)
  })
  it('refuses the same event twice', () => {
    insert('events', event(1))
    expectRefusal(() => insert('events', event(2, { id: id(101) })), /UNIQUE.*id/)
  })
})

describe('days and people', () => {
  it('a queue number is given once and for all', () => {
    insert('queue_numbers', { date: '2026-11-22', number: 1 })
    insert('queue_numbers', { date: '2026-11-23', number: 1 })
    expectRefusal(() => insert('queue_numbers', { date: '2026-11-22', number: 1 }), /UNIQUE/)
    expectRefusal(() => connection.prepare('DELETE FROM queue_numbers').run(), 'queue_number_is_given')
    expectRefusal(
      () => connection.prepare('UPDATE queue_numbers SET number = 2').run(),
      'queue_number_is_given',
    )
  })
  it('two people do not share a user name, however it is written', () => {
    const person = (n: number, username: string): Values => ({
      id: id(n),
      username,
      active: 1,
      pull_round: 0,
      body: JSON.stringify({ id: id(n), active: true }),
    })
    insert('users', person(1, 'masoul'))
    expectRefusal(() => insert('users', person(2, 'MASOUL')), /UNIQUE/)
    expectRefusal(
      () => insert('users', { ...person(3, 'other'), body: JSON.stringify({ id: id(3), active: false }) }),
      /CHECK/,
    )
  })
  it('a copy is somebody’s', () => {
    const copy = { date: '2026-11-22', filter_key: '', copy: 1, user_id: id(9), printed_at: 'x' }
    expectRefusal(() => insert('copies', copy), /FOREIGN KEY/)
  })
  it('a day is closed when its body says so', () => {
    const body = JSON.stringify({ date: '2026-11-22', closed: null })
    insert('days', { date: '2026-11-22', closed: 0, body })
    expectRefusal(
      () => insert('days', { date: '2026-11-23', closed: 1, body: body.replace('22', '23') }),
      /CHECK/,
    )
  })
})
