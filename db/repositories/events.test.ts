import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StorageError } from '#db/storage-error.ts'
import type { Store } from '#db/store.ts'
import type { EventResult } from '#shared/contract/central.ts'
import type { DayEvent, OfficeEvent } from '#shared/domain/event.ts'
import { centralDeviceId, chainStart } from '#shared/domain/event.ts'
import { hashEvent } from '#shared/domain/event-chain.ts'
import {
  appointment,
  appointmentId,
  checkedIn,
  day,
  decided,
  deviceId,
  event,
  nextId,
  officeId,
  otherDeviceId,
  supervisor,
} from '#tests/support/domain-fixtures.ts'
import { nextInLog, openTestStore } from '#tests/support/test-store.ts'

let test: ReturnType<typeof openTestStore>
let store: Store
beforeEach(() => {
  test = openTestStore()
  store = test.store
})
afterEach(() => test.close())

function append<E extends OfficeEvent>(given: E): E {
  const next = nextInLog(store, given)
  store.transaction(() => store.events.append(next, hashEvent(next)))
  return next
}
const settle = (...results: EventResult[]) => store.transaction(() => store.events.recordResults(results))
const applied = (id: string, revision = 11): EventResult => ({ id, status: 'applied', revision })
const rejected = (id: string, code: EventResult['code'] = 'not_its_day'): EventResult => ({
  id,
  status: 'rejected',
  ...(code ? { code } : {}),
  message: 'why',
})
const dayClosed = (date = day): DayEvent => ({
  id: nextId(),
  officeId,
  deviceId,
  deviceSeq: 1,
  actor: supervisor,
  deviceTime: '2026-11-22T12:00:00.000Z',
  clockOffsetMs: 0,
  previousHash: chainStart,
  appointmentId: null,
  type: 'day_closed',
  payload: { date, counts: {} as never },
})
const seqs = () => store.events.queued(500, 0).map(({ seq }) => seq)

describe('the log', () => {
  it('starts with nothing and is a chain', () => {
    expect(store.events.head()).toEqual({ seq: 0, hash: chainStart })
    const first = append(checkedIn())
    expect(store.events.head()).toEqual({ seq: 1, hash: hashEvent(first) })
    const second = append(decided('postal_code', 'accepted'))
    expect(second.previousHash).toBe(hashEvent(first))
  })

  it('refuses a gap, a fork and a repeat', () => {
    const first = append(checkedIn())
    const refuse = (next: OfficeEvent) =>
      expect(() => store.transaction(() => store.events.append(next, hashEvent(next)))).toThrow(StorageError)
    refuse({ ...nextInLog(store, checkedIn()), deviceSeq: 3 })
    refuse({ ...nextInLog(store, checkedIn()), previousHash: chainStart })
    refuse({ ...nextInLog(store, checkedIn()), id: first.id })
    expect(store.events.head().seq).toBe(1)
  })

  it('gives an event back as it was written', () => {
    const first = append(checkedIn())
    expect(store.events.get(first.id)).toEqual({ event: first, status: 'queued', code: null, message: null })
    expect(store.events.get(nextId())).toBeUndefined()
  })

  it('names the predecessor: the newest of the appointment that was neither refused nor withdrawn', () => {
    expect(store.events.lastOfAppointment(appointmentId)).toBeNull()
    const first = append(checkedIn())
    append(checkedIn({ appointmentId: nextId() }))
    const second = append(decided('postal_code', 'accepted'))
    expect(store.events.lastOfAppointment(appointmentId)).toBe(second.id)
    settle(applied(first.id), rejected(second.id))
    expect(store.events.lastOfAppointment(appointmentId)).toBe(first.id)
  })
})

describe('the outbox', () => {
  it('gives what waits in order, a batch at a time, as the text that is sent', () => {
    const events = [append(checkedIn()), append(decided('postal_code', 'accepted')), append(dayClosed())]
    expect(store.events.queued(2, 0).map(({ json }) => JSON.parse(json))).toEqual(events.slice(0, 2))
    expect(store.events.queued(2, 2)).toEqual([
      {
        seq: 3,
        id: events[2]?.id,
        appointmentId: null,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        json: expect.any(String),
      },
    ])
    expect(store.events.counts()).toEqual({ queued: 3, parked: 0 })
  })

  it('goes on after what was answered, well or not', () => {
    const events = [1, 2, 3].map(() => append(checkedIn({ appointmentId: nextId() })))
    const [a = '', b = ''] = events.map(({ id }) => id)
    const refused = settle(applied(a), rejected(b))
    expect(refused).toEqual([{ event: events[1], status: 'rejected', code: 'not_its_day', message: 'why' }])
    expect(seqs()).toEqual([3])
    expect(store.events.counts()).toEqual({ queued: 1, parked: 1 })
    expect(store.events.parked()).toEqual(refused)
  })

  it('takes a duplicate for what the first delivery got', () => {
    const [a, b] = [append(checkedIn()), append(checkedIn({ appointmentId: nextId() }))]
    settle(
      { id: a.id, status: 'duplicate', first: 'applied', revision: 7 },
      { id: b.id, status: 'duplicate', first: 'rejected', code: 'not_its_day' },
    )
    expect(store.events.get(a.id)?.status).toBe('applied')
    expect(store.events.get(b.id)).toMatchObject({ status: 'rejected', code: 'not_its_day' })
  })

  it('ignores answers about events it does not have', () => {
    expect(settle(applied(nextId()), rejected(nextId()))).toEqual([])
    expect(store.events.counts()).toEqual({ queued: 0, parked: 0 })
  })

  it('keeps its place over a restart, and over an answer whose transaction failed', () => {
    const [a, b] = [append(checkedIn()), append(checkedIn({ appointmentId: nextId() }))]
    settle(applied(a.id))
    expect(() =>
      store.transaction(() => {
        store.events.recordResults([applied(b.id)])
        expect(store.events.counts().queued).toBe(0)
        throw new RangeError()
      }),
    ).toThrow(RangeError)
    expect(seqs()).toEqual([2])
    store = test.reopen()
    expect(seqs()).toEqual([2])
    expect(store.events.counts()).toEqual({ queued: 1, parked: 0 })
  })

  it('sends again from a number: what was answered waits again, what was withdrawn keeps its settlement', () => {
    const events = [1, 2, 3, 4].map(() => append(checkedIn({ appointmentId: nextId() })))
    const [a = '', b = '', c = '', d = ''] = events.map(({ id }) => id)
    settle(applied(a), applied(b), rejected(c), rejected(d))
    const settlement = {
      by: supervisor,
      reason: 'it is settled',
      at: '2026-11-22T13:00:00.000Z',
      replacedBy: null,
    }
    expect(store.transaction(() => store.events.withdraw(c, settlement))).toBe(true)
    expect(store.transaction(() => store.events.resendFrom(2))).toBe(3)
    expect(seqs()).toEqual([2, 3, 4])
    expect(events.map(({ id }) => store.events.get(id)?.status)).toEqual([
      'applied',
      'queued',
      'withdrawn',
      'queued',
    ])
    // Refused once more: withdrawn stays withdrawn and does not come back into the tray.
    expect(settle(applied(b), rejected(c), rejected(d)).map(({ event: { id } }) => id)).toEqual([d])
    expect(store.events.counts()).toEqual({ queued: 0, parked: 1 })
    expect(store.transaction(() => store.events.resendFrom(9))).toBe(0)
  })
})

describe('what the central system’s row may lack', () => {
  it('is what was neither confirmed nor refused, in order', () => {
    const other = nextId()
    const a = append(checkedIn())
    const b = append(decided('postal_code', 'accepted'))
    const c = append(decided('mobile_phone', 'accepted'))
    const d = append(checkedIn({ appointmentId: other }))
    const close = append(dayClosed())
    settle(applied(a.id), rejected(b.id))
    expect(store.events.unconfirmedOf([appointmentId, other, nextId()])).toEqual(
      new Map([
        [appointmentId, [a, c]],
        [other, [d]],
      ]),
    )
    const server = appointment()
    const row = { server, shown: server, confirmedSeq: a.deviceSeq }
    store.transaction(() => store.appointments.putFromServer([row]))
    expect(store.events.unconfirmedOf([appointmentId])).toEqual(new Map([[appointmentId, [c]]]))
    // What was confirmed is not forgotten by the next row, but by a central system that lost its memory.
    store.transaction(() => store.appointments.putFromServer([{ server, shown: server }]))
    expect(store.events.unconfirmedOf([appointmentId])).toEqual(new Map([[appointmentId, [c]]]))
    store.transaction(() => store.events.resendFrom(1))
    expect(store.events.unconfirmedOf([appointmentId])).toEqual(new Map([[appointmentId, [a, b, c]]]))
    expect(store.events.unconfirmedOfDays([day, '2026-11-23'])).toEqual(new Map([[day, [close]]]))
  })
})

describe('the tray', () => {
  it('is left by settling, once', () => {
    const a = append(checkedIn())
    const settlement = {
      by: supervisor,
      reason: 'accepted',
      at: '2026-11-22T13:00:00.000Z',
      replacedBy: null,
    }
    expect(store.transaction(() => store.events.withdraw(a.id, settlement))).toBe(false)
    settle(rejected(a.id))
    expect(store.transaction(() => store.events.withdraw(a.id, settlement))).toBe(true)
    expect(store.transaction(() => store.events.withdraw(a.id, settlement))).toBe(false)
    expect(store.events.parked()).toEqual([])
    expect(store.events.get(a.id)?.status).toBe('withdrawn')
  })
})

describe('the history', () => {
  it('tells own events with what became of them', () => {
    const a = append(checkedIn())
    const b = append(decided('postal_code', 'failed'))
    const c = append(decided('mobile_phone', 'accepted'))
    settle(applied(a.id), rejected(b.id))
    expect(
      store.events.historyOf(appointmentId).map(({ eventId, sync, code }) => [eventId, sync, code]),
    ).toEqual([
      [a.id, 'sent', null],
      [b.id, 'parked', 'not_its_day'],
      [c.id, 'queued', null],
    ])
    expect(store.events.historyOf(appointmentId)[0]).toMatchObject({
      type: 'checked_in',
      payload: { queueNumber: 47, reason: null },
      actor: a.actor,
      at: a.deviceTime,
    })
  })

  it('puts foreign events where the central system’s order has them, not where a clock does', () => {
    const a = append(checkedIn())
    const b = append(decided('postal_code', 'accepted'))
    settle(applied(a.id, 20), applied(b.id, 22))
    const wrongClock = { deviceId: otherDeviceId, deviceTime: '2030-01-01T00:00:00.000Z' }
    const between = decided('mobile_phone', 'accepted', wrongClock)
    const before = event('cancelled', { by: 'citizen', reason: null }, { deviceId: centralDeviceId })
    const server = { ...appointment(), appliedEventIds: [before.id, a.id, between.id, b.id] }
    store.transaction(() => {
      store.appointments.putFromServer([{ server, shown: server }])
      store.events.putForeign([
        { event: between, revision: 21 },
        { event: before, revision: 19 },
        // One's own that comes back is not told twice.
        { event: a, revision: 20 },
      ])
    })
    expect(store.events.historyOf(appointmentId).map(({ eventId }) => eventId)).toEqual([
      before.id,
      a.id,
      between.id,
      b.id,
    ])
  })

  it('puts what the central system has not placed yet by the time it happened', () => {
    const a = append(checkedIn({ deviceTime: '2026-11-22T07:00:00.000Z' }))
    const b = append(decided('postal_code', 'accepted', { deviceTime: '2026-11-22T07:10:00.000Z' }))
    const foreign = decided('mobile_phone', 'accepted', {
      deviceId: otherDeviceId,
      deviceTime: '2026-11-22T07:05:00.000Z',
    })
    store.transaction(() => store.events.putForeign([{ event: foreign, revision: 30 }]))
    expect(store.events.historyOf(appointmentId).map(({ eventId }) => eventId)).toEqual([
      a.id,
      foreign.id,
      b.id,
    ])
  })
})
