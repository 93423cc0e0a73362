import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterGrace,
  appointment,
  atSlot,
  central,
  documentsClerk,
  event,
  items,
  nextDay,
  otherDeviceId,
  receptionist,
  rules,
  supervisor,
  user,
} from '#tests/support/domain-fixtures.ts'
import type { Appointment } from './appointment.ts'
import { appointmentSchema } from './appointment.ts'
import type { AppointmentEvent, AppointmentEventType } from './event.ts'
import { appointmentEventSchema } from './event.ts'
import { reduce, stampRevision } from './reduce.ts'
import type { AppointmentState } from './state.ts'

/** The table of DESIGN 3 once more, written down by hand and not taken from the code: what may lead where. */
const table: Record<AppointmentEventType, Partial<Record<AppointmentState, readonly AppointmentState[]>>> = {
  // Makes an appointment; of one that exists it makes nothing.
  walked_in: {},
  // From cancelled and no_show only as an arrival that overtook the other side.
  checked_in: { booked: ['arrived'], cancelled: ['arrived'], no_show: ['arrived'] },
  check_in_undone: { arrived: ['booked'] },
  document_decided: { arrived: ['arrived'], documents_incomplete: ['documents_incomplete'] },
  details_corrected: { arrived: ['arrived'], documents_incomplete: ['documents_incomplete'] },
  documents_concluded: { arrived: ['documents_complete', 'documents_incomplete'] },
  returned: { documents_incomplete: ['arrived'] },
  served: { documents_complete: ['served'] },
  marked_no_show: { booked: ['no_show'] },
  no_show_reversed: { no_show: ['booked'] },
  cancelled: { booked: ['cancelled'] },
  called: { arrived: ['arrived'], documents_complete: ['documents_complete'] },
  recalled: { arrived: ['arrived'], documents_complete: ['documents_complete'] },
  call_skipped: { arrived: ['arrived'], documents_complete: ['documents_complete'] },
  handed_over: { arrived: ['arrived'], documents_complete: ['documents_complete'] },
}

const actors = fc.constantFrom(
  receptionist,
  documentsClerk,
  supervisor,
  user('reception', 'documents', 'supervisor'),
  central,
)
const envelope = fc.record({
  actor: actors,
  deviceTime: fc.constantFrom(atSlot, atSlot, afterGrace, nextDay),
  deviceId: fc.constantFrom(otherDeviceId, '018f0000-0000-7000-8000-0000000000d1'),
  baseRevision: fc.integer({ min: 5, max: 30 }),
})
const reason = fc.constantFrom('اشتباه در ثبت', 'به درخواست متقاضی')
const payloads = fc.oneof(
  fc.record({
    type: fc.constant('checked_in' as const),
    payload: fc.record({ queueNumber: fc.integer({ min: 1, max: 500 }), reason: fc.option(reason) }),
  }),
  fc.record({ type: fc.constant('check_in_undone' as const), payload: fc.record({ reason }) }),
  fc.record({
    type: fc.constant('document_decided' as const),
    payload: fc.record({
      item: fc.constantFrom(...items.map((item) => item.key), 'unknown_item'),
      verdict: fc.constantFrom(
        'accepted' as const,
        'accepted' as const,
        'failed' as const,
        'waived' as const,
      ),
      reasonCode: fc.option(fc.constantFrom('absent', 'unreadable', 'no_such_reason')),
      note: fc.option(fc.constant('یادداشت')),
    }),
  }),
  fc.record({
    type: fc.constant('details_corrected' as const),
    payload: fc.constantFrom(
      { field: 'postalCode' as const, value: '5554194627' },
      { field: 'postalCode' as const, value: '0' },
      { field: 'landline' as const, value: '02188634713' },
      { field: 'mobile' as const, value: '09355083595' },
    ),
  }),
  fc.record({
    type: fc.constant('documents_concluded' as const),
    payload: fc.record({ outcome: fc.constantFrom('complete' as const, 'incomplete' as const) }),
  }),
  fc.record({ type: fc.constant('returned' as const), payload: fc.constant({}) }),
  fc.record({ type: fc.constant('served' as const), payload: fc.constant({}) }),
  fc.record({
    type: fc.constant('marked_no_show' as const),
    payload: fc.constant({ cause: 'marked' as const }),
  }),
  fc.record({ type: fc.constant('no_show_reversed' as const), payload: fc.record({ reason }) }),
  fc.record({
    type: fc.constant('cancelled' as const),
    payload: fc.constant({ by: 'citizen' as const, reason: null }),
  }),
  fc.record({
    type: fc.constant('called' as const),
    payload: fc.record({ desk: fc.integer({ min: 1, max: 5 }), outOfTurn: fc.boolean() }),
  }),
  fc.record({
    type: fc.constantFrom('recalled' as const, 'call_skipped' as const),
    payload: fc.constant({}),
  }),
  fc.record({
    type: fc.constant('handed_over' as const),
    payload: fc.record({
      desk: fc.option(fc.integer({ min: 1, max: 5 })),
      note: fc.option(fc.constant('اصل شناسنامه نزد من است')),
    }),
  }),
)
const events = fc
  .tuple(payloads, envelope)
  .map(([{ type, payload }, changes]) => event(type, payload as never, changes))

/** A visit that goes well, cut short anywhere, with anything at all in between: chance alone seldom gets to the end. */
const goodVisit = fc
  .tuple(fc.nat({ max: items.length + 6 }), fc.array(fc.tuple(fc.nat({ max: 12 }), events), { maxLength: 6 }))
  .map(([length, strays]) => {
    const visit: AppointmentEvent[] = [
      event('checked_in', { queueNumber: 1, reason: null }),
      ...items.map(({ key }) =>
        event('document_decided', { item: key, verdict: 'accepted', reasonCode: null, note: null }),
      ),
      event('documents_concluded', { outcome: 'complete' }),
      event('called', { desk: 2, outOfTurn: false }),
      event('recalled', {}),
      event('call_skipped', {}),
      event('served', {}),
    ].slice(0, length + 1)
    for (const [place, stray] of strays) visit.splice(place, 0, stray)
    return visit
  })
const histories = fc.oneof(fc.array(events, { maxLength: 60 }), goodVisit)

/** Walks a history, stamping a revision after each applied event as the central system does. */
function walk(
  history: readonly AppointmentEvent[],
  step: (before: Appointment, event: AppointmentEvent, reached: Appointment) => void,
): Appointment {
  let current = appointment()
  let revision = current.revision
  for (const next of history) {
    const result = reduce(current, next, rules)
    if (!result.ok) continue
    revision += 1
    const stamped = stampRevision(result.value, revision)
    step(current, next, stamped)
    current = stamped
  }
  return current
}

describe('no sequence of events', () => {
  it('leads where the table does not', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(histories, (history) => {
        walk(history, (before, { type }, reached) => {
          seen.add(`${type}: ${before.state}`)
          expect(table[type][before.state] ?? [], `${type} from ${before.state}`).toContain(reached.state)
        })
      }),
      { numRuns: 3000 },
    )
    // The walk is worth something only if it went along every edge of the table.
    const edges = Object.entries(table).flatMap(([type, from]) =>
      Object.keys(from).map((state) => `${type}: ${state}`),
    )
    expect([...seen].sort()).toEqual(edges.sort())
  })

  it('leaves an appointment that contradicts itself', () => {
    fc.assert(
      fc.property(histories, (history) => {
        walk(history, (_, __, reached) => {
          expect(appointmentSchema.safeParse(reached).success).toBe(true)
          const inTheOffice = !['booked', 'no_show', 'cancelled'].includes(reached.state)
          expect(reached.queueNumber !== null).toBe(inTheOffice)
          expect(reached.arrivedAt !== null).toBe(inTheOffice)
          expect(reached.bookableFrom !== null).toBe(reached.state === 'no_show')
          expect(reached.withdrawal !== null).toBe(
            reached.state === 'no_show' || reached.state === 'cancelled',
          )
          if (reached.state === 'documents_complete' || reached.state === 'served') {
            const settled = reached.decisions.filter((decision) => decision.verdict !== 'failed')
            expect(new Set(settled.map((decision) => decision.item))).toEqual(
              new Set(items.map((item) => item.key)),
            )
          }
          const decidedItems = reached.decisions.map((decision) => decision.item)
          expect(new Set(decidedItems).size).toBe(decidedItems.length)
        })
      }),
      { numRuns: 1000 },
    )
  })

  it('is changed by hearing it twice', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const appliedOnes: AppointmentEvent[] = []
        const end = walk(history, (_, next) => appliedOnes.push(next))
        for (const repeat of appliedOnes) {
          expect(reduce(end, repeat, rules)).toEqual({ ok: true, value: end, changed: false })
        }
      }),
      { numRuns: 500 },
    )
  })

  it('changes the appointment that was given', () => {
    fc.assert(
      fc.property(histories, (history) => {
        let current = Object.freeze(appointment())
        for (const next of history) {
          const before = structuredClone(current)
          const result = reduce(current, next, rules)
          expect(current).toEqual(before)
          if (result.ok) current = result.value
        }
      }),
      { numRuns: 200 },
    )
  })
})

it('the events of these tests fit the contract', () => {
  fc.assert(fc.property(events, (one) => appointmentEventSchema.safeParse(one).success))
})
