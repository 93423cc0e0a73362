import { expect, it } from 'vitest'
import { eventTypes } from '#shared/domain/event.ts'
import { checkedIn } from '#tests/support/domain-fixtures.ts'
import { seedAppointment, seedOffice } from '#tests/support/seed-store.ts'
import { openTestStore } from '#tests/support/test-store.ts'
import { applyPage, pullWhatWasLeftOut, sortPage } from './apply-page.ts'
import { createClockOffset } from './clock-offset.ts'
import { noFaults } from './faults.ts'
import { pulledPageSchema } from './pulled-page.ts'

const office = { entity: 'office', revision: 1, data: seedOffice }
const appointment = { entity: 'appointment', revision: 2, data: seedAppointment(0) }
const event = { entity: 'event', revision: 3, data: checkedIn() }
const newerEntity = { entity: 'fee', revision: 4, data: { id: '1', rial: 1_450_000 } }
const newerEvent = { entity: 'event', revision: 5, data: { ...checkedIn(), type: 'fingerprint_taken' } }
const page = (...changes: unknown[]) => ({
  changes,
  cursor: 'c',
  more: false,
  serverTime: '2026-11-22T06:52:00.000Z',
})

it('reads what it knows and leaves out what only a newer release does', () => {
  const read = pulledPageSchema.parse(page(office, newerEntity, appointment, newerEvent, event))
  expect(read.changes).toEqual([office, appointment, event])
  expect(read.leftOut).toBe(2)
  expect(pulledPageSchema.parse(page(office)).leftOut).toBe(0)
})

it('knows every type of event there is', () => {
  // Most payloads do not fit, which is refused: none is taken for another release's.
  for (const type of eventTypes) {
    const change = { ...event, data: { ...event.data, type } }
    expect(pulledPageSchema.safeParse(page(change)).data?.leftOut ?? 0).toBe(0)
  }
})

it.each([
  ['an appointment that is none', { ...appointment, data: { id: 'x' } }],
  ['an event of ours without its payload', { ...event, data: { ...checkedIn(), payload: {} } }],
  ['something without a place in the order', { entity: 'fee', data: {} }],
  ['a change that is no object', 'office'],
])('refuses %s', (_what, change) => {
  expect(pulledPageSchema.safeParse(page(office, change)).success).toBe(false)
})

it('what was left out is pulled again by the next release, once', () => {
  const { store, close } = openTestStore()
  try {
    const apply = (...changes: unknown[]) => {
      const read = pulledPageSchema.parse(page(...changes))
      const offset = createClockOffset(store, { now: () => new Date() })
      applyPage(store, read, sortPage(read.changes), { offset, faults: noFaults })
    }
    pullWhatWasLeftOut(store, '1.0.0')
    apply(office, newerEvent)
    expect(store.office.get()).toMatchObject({ id: seedOffice.id })
    pullWhatWasLeftOut(store, '1.0.0')
    expect(store.settings.get('cursor')).toBe('c')
    pullWhatWasLeftOut(store, '1.1.0')
    expect(store.settings.get('cursor')).toBeUndefined()
    apply(office)
    pullWhatWasLeftOut(store, '1.2.0')
    expect(store.settings.get('cursor')).toBe('c')
  } finally {
    close()
  }
})
