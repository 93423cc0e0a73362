import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { AppointmentEvent } from '#shared/domain/event.ts'
import { reduce, stampRevision } from '#shared/domain/reduce.ts'
import {
  appointment,
  checkedIn,
  decided,
  event,
  items,
  nextDay,
  otherDeviceId,
  rules,
} from '#tests/support/domain-fixtures.ts'
import { rebaseAppointment } from './rebase.ts'

/** Acts as clerks do them, sensible or not. */
const act = fc.constantFrom<(changes: object) => AppointmentEvent>(
  (changes) => checkedIn(changes),
  (changes) => event('check_in_undone', { reason: 'a mistake' }, changes),
  ...items.flatMap(({ key }) => [
    (changes: object) => decided(key, 'accepted', changes),
    (changes: object) => decided(key, 'failed', changes),
  ]),
  (changes) => event('details_corrected', { field: 'mobile', value: '09355083595' }, changes),
  (changes) => event('documents_concluded', { outcome: 'complete' }, changes),
  (changes) => event('documents_concluded', { outcome: 'incomplete' }, changes),
  (changes) => event('returned', {}, changes),
  (changes) => event('served', {}, changes),
  (changes) => event('marked_no_show', { cause: 'marked' }, { deviceTime: nextDay, ...changes }),
)

type Step =
  | { who: 'office' | 'elsewhere'; make: (changes: object) => AppointmentEvent }
  | { who: 'citizen' }
  | { who: 'push' | 'answer' | 'pull' }
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ who: fc.constant('office' as const), make: act }) },
  { weight: 2, arbitrary: fc.record({ who: fc.constant('elsewhere' as const), make: act }) },
  { weight: 1, arbitrary: fc.record({ who: fc.constant('citizen' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({ who: fc.constantFrom('push' as const, 'answer' as const, 'pull' as const) }),
  },
)

/** A model of both sides: one appointment, messages that take their time. */
function createModel() {
  let server = stampRevision(appointment(), 10)
  let revision = 10
  const refusedIds = new Set<string>()
  let base = server
  let shown = server
  const own: AppointmentEvent[] = []
  const refusedHere = new Set<string>()
  const sent: { id: string; applied: boolean }[] = []
  let pushed = 0

  const ingest = (given: AppointmentEvent): boolean => {
    if (given.predecessorId !== null && refusedIds.has(given.predecessorId)) {
      refusedIds.add(given.id)
      return false
    }
    const reduction = reduce(server, given, rules)
    if (!reduction.ok) {
      refusedIds.add(given.id)
      return false
    }
    revision += 1
    server = stampRevision(reduction.value, revision)
    return true
  }
  const rebase = () => {
    const pending = own.filter(({ id }) => !refusedHere.has(id))
    shown = rebaseAppointment(base, pending, rules).shown
  }
  const push = () => {
    for (const given of own.slice(pushed)) sent.push({ id: given.id, applied: ingest(given) })
    pushed = own.length
  }
  const answer = () => {
    for (const { id, applied } of sent.splice(0)) if (!applied) refusedHere.add(id)
    rebase()
  }
  const pull = () => {
    base = server
    rebase()
  }
  return {
    run(each: Step) {
      if (each.who === 'push') push()
      else if (each.who === 'answer') answer()
      else if (each.who === 'pull') pull()
      else if (!('make' in each)) {
        ingest(event('cancelled', { by: 'citizen', reason: null }, { deviceId: otherDeviceId }))
      } else if (each.who === 'elsewhere') {
        ingest(each.make({ deviceId: otherDeviceId, baseRevision: server.revision, predecessorId: null }))
      } else {
        const last = own.findLast(({ id }) => !refusedHere.has(id))
        const given = each.make({ baseRevision: shown.revision, predecessorId: last?.id ?? null })
        // The office records only what the rules allow on what it shows.
        const reduction = reduce(shown, given, rules)
        if (!reduction.ok) return
        own.push(given)
        shown = reduction.value
      }
    },
    finish() {
      push()
      answer()
      pull()
    },
    get: () => ({ server, base, shown, own, refusedHere }),
  }
}

describe('rebase', () => {
  it('both sides come to the same state, whatever happened in whatever order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const model = createModel()
        for (const each of steps) model.run(each)
        model.finish()
        const { server, shown } = model.get()
        expect(shown).toEqual(server)
      }),
      { numRuns: 1000 },
    )
  })

  it('nothing that the central system has refused is shown, and nothing that it has applied is applied twice', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const model = createModel()
        for (const each of steps) {
          model.run(each)
          const { shown, refusedHere } = model.get()
          expect(new Set(shown.appliedEventIds).size).toBe(shown.appliedEventIds.length)
          const before = each.who === 'answer' || each.who === 'pull'
          if (before) for (const id of shown.appliedEventIds) expect(refusedHere.has(id)).toBe(false)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('as long as nobody else did anything, the office sees all of its own acts at any moment', () => {
    const alone = step.filter((each) => each.who !== 'citizen' && each.who !== 'elsewhere')
    fc.assert(
      fc.property(fc.array(alone, { maxLength: 30 }), (steps) => {
        const model = createModel()
        for (const each of steps) model.run(each)
        const { shown, own } = model.get()
        expect(shown.appliedEventIds).toEqual(own.map(({ id }) => id))
      }),
      { numRuns: 500 },
    )
  })

  it('without own events gives the very row of the central system', () => {
    const row: Appointment = appointment()
    expect(rebaseAppointment(row, [], rules)).toEqual({ shown: row, confirmedSeq: 0 })
    expect(rebaseAppointment(row, [], rules).shown).toBe(row)
  })

  it('tells up to where the row holds the own events', () => {
    const arrival = checkedIn({ deviceSeq: 4 })
    const reduction = reduce(appointment(), arrival, rules)
    if (!reduction.ok) throw new Error('refused')
    const decision = decided('postal_code', 'accepted', { deviceSeq: 6 })
    const { shown, confirmedSeq } = rebaseAppointment(reduction.value, [arrival, decision], rules)
    expect(confirmedSeq).toBe(4)
    expect(shown.appliedEventIds).toEqual([arrival.id, decision.id])
    expect(rebaseAppointment(appointment(), [arrival, decision], rules).confirmedSeq).toBe(0)
    expect(rebaseAppointment(shown, [arrival, decision], rules)).toEqual({ shown, confirmedSeq: 6 })
  })

  it('leaves out what the rules refuse on the new row, and keeps what they allow after it', () => {
    const arrival = checkedIn({ baseRevision: 99 })
    const served = { ...appointment(), state: 'arrived' as const, queueNumber: 3, arrivedOn: '2026-11-22' }
    const { shown } = rebaseAppointment(served, [arrival, decided('postal_code', 'accepted')], rules)
    expect(shown.queueNumber).toBe(3)
    expect(shown.decisions.map(({ item }) => item)).toEqual(['postal_code'])
  })
})
