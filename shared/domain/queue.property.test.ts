import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appointment, day, documentsClerk, nextId } from '#tests/support/domain-fixtures.ts'
import type { InQueue, Placed } from './queue.ts'
import { lineUp, nextFor, putBackBehind, skipsBeforeTheEnd } from './queue.ts'
import { instantOf } from './tehran-time.ts'
import { firstTurn, type Turn } from './turn.ts'

const grace = 15
const minute = 60_000
const opening = Date.parse(instantOf(day, '08:00'))
const two = (value: number) => String(value).padStart(2, '0')
const clock = (minutes: number) => `${two(8 + Math.floor(minutes / 60))}:${two(minutes % 60)}`
const instant = (minutes: number) => new Date(opening + minutes * minute).toISOString()

let number = 0
/** Somebody with the slot at `slot` minutes past eight, who came at `came`. */
function visit(
  slot: number,
  came: number,
  turn: Partial<Turn> = {},
  changes: Partial<InQueue> = {},
): InQueue {
  number += 1
  const { id: _, ...base } = appointment()
  return {
    ...base,
    id: nextId(),
    slot: clock(slot),
    state: 'arrived',
    queueNumber: number,
    arrivedOn: day,
    arrivedAt: instant(came),
    turn: { ...firstTurn, ...turn },
    ...changes,
  }
}
const order = (visits: readonly InQueue[]): string[] => lineUp(visits, grace).waiting.map((p) => p.visit.id)
const reasons = (visits: readonly InQueue[]) => lineUp(visits, grace).waiting.map((p) => p.why)

/** What the acts of a desk make of a visit, as the rule book has it. */
const called = (one: InQueue, desk: number): InQueue => {
  const id = nextId()
  const call = { desk, by: documentsClerk, at: instant(0), eventId: id, recalls: 0, newestId: id }
  return { ...one, turn: { ...firstTurn, ...one.turn, call, atDesk: true } }
}
const skipped = (one: InQueue): InQueue => ({
  ...one,
  turn: {
    ...firstTurn,
    ...one.turn,
    atDesk: false,
    skips: (one.turn?.skips ?? 0) + 1,
    skipId: nextId(),
    handedTo: null,
  },
})
const served = (one: InQueue): InQueue => ({
  ...one,
  state: 'served',
  turn: { ...firstTurn, ...one.turn, atDesk: false },
})

const slots = fc.integer({ min: 0, max: 35 }).map((index) => index * 10)
const arrivals = fc.integer({ min: -30, max: 420 })
const plain = fc
  .record({ slot: slots, came: arrivals, walkIn: fc.boolean() })
  .map(({ slot, came, walkIn }) => visit(slot, came, { walkIn }))
const anybody = fc
  .record({
    slot: slots,
    came: arrivals,
    walkIn: fc.boolean(),
    complete: fc.boolean(),
    skips: fc.constantFrom(0, 0, 0, 1, 2, 3, 4),
    returned: fc.option(fc.integer({ min: 0, max: 420 })),
    handed: fc.option(fc.option(fc.integer({ min: 1, max: 3 })), { freq: 4 }),
  })
  .map(({ slot, came, walkIn, complete, skips, returned, handed }) =>
    visit(
      slot,
      came,
      {
        walkIn,
        skips,
        skipId: skips > 0 ? nextId() : null,
        returnedAt: returned === null ? null : instant(returned),
        completeAt: complete ? instant(came + 5) : null,
        handedTo:
          handed === null || skips > 0
            ? null
            : { desk: handed, note: null, by: documentsClerk, at: instant(came + 6) },
      },
      { state: complete ? 'documents_complete' : 'arrived' },
    ),
  )
const people = fc.array(anybody, { maxLength: 40 })

describe('examples, as a clerk would tell them', () => {
  it('who is in time keeps the place of the slot, however early others came', () => {
    const [nine, half] = [visit(60, 74), visit(90, 10)]
    expect(order([half, nine])).toEqual([nine.id, half.id])
  })

  it('who is late stands behind the slots that have begun, and before those that begin later', () => {
    const late = visit(60, 100)
    const begun = visit(90, 104)
    const later = visit(110, 20)
    expect(order([later, late, begun])).toEqual([begun.id, late.id, later.id])
    expect(reasons([later, late, begun])).toEqual(['slot', 'late', 'slot'])
  })

  it('a walk-in has the place of the moment of arrival, whatever slot it was given', () => {
    const walkIn = visit(60, 65, { walkIn: true })
    const booked = visit(60, 66)
    expect(order([walkIn, booked])).toEqual([booked.id, walkIn.id])
  })

  it('within a slot who came first is first', () => {
    const [second, first] = [visit(60, 62), visit(60, 50)]
    expect(order([second, first])).toEqual([first.id, second.id])
  })

  it('who was handed over goes first at that desk, and is nobody else’s', () => {
    const ordinary = visit(0, 0)
    const handed = visit(60, 60, { handedTo: { desk: 2, note: null, by: documentsClerk, at: instant(70) } })
    const line = lineUp([ordinary, handed], grace)
    expect(nextFor(line, 2)?.visit.id).toBe(handed.id)
    expect(nextFor(line, 1)?.visit.id).toBe(ordinary.id)
  })

  it('who did not come is called after the next three', () => {
    const all = [0, 10, 20, 30, 40].map((slot) => visit(slot, slot))
    const [first, ...others] = all
    if (!first) throw new Error('somebody is first')
    const line = [skipped(called(first, 1)), ...others]
    expect(order(line).indexOf(first.id)).toBe(putBackBehind)
  })
})

describe('whoever comes in whatever order', () => {
  it('the line is the same however the list was read, and nobody is lost or twice in it', () => {
    fc.assert(
      fc.property(people, fc.integer(), (visits, seed) => {
        const shuffled = visits.toSorted(
          (a, b) => ((Number(a.queueNumber) * seed) % 97) - ((Number(b.queueNumber) * seed) % 97),
        )
        expect(order(shuffled)).toEqual(order(visits))
        expect(order(visits).toSorted()).toEqual(visits.map(({ id }) => id).toSorted())
      }),
    )
  })

  it('coming later never brings anybody forward', () => {
    fc.assert(
      fc.property(
        fc.array(plain, { maxLength: 25 }),
        slots,
        arrivals,
        fc.nat(120),
        fc.boolean(),
        (others, slot, came, more, walkIn) => {
          const early = visit(slot, came, { walkIn })
          const late = { ...early, arrivedAt: instant(came + more) }
          expect(order([...others, late]).indexOf(late.id)).toBeGreaterThanOrEqual(
            order([...others, early]).indexOf(early.id),
          )
        },
      ),
    )
  })

  it('who is late passes nobody whose slot had begun, and is passed by nobody whose slot begins later', () => {
    fc.assert(
      fc.property(
        fc.array(plain, { maxLength: 25 }),
        slots,
        fc.integer({ min: 15, max: 200 }),
        (others, slot, by) => {
          const late = visit(slot, slot + by)
          const line = lineUp([...others, late], grace).waiting
          const place = line.findIndex(({ visit: { id } }) => id === late.id)
          expect(line[place]?.why).toBe('late')
          for (const [index, { why, visit: other }] of line.entries()) {
            if (why !== 'slot') continue
            const begins = instantOf(day, other.slot)
            expect(index < place, `${other.slot} against ${late.arrivedAt}`).toBe(
              begins <= (late.arrivedAt ?? ''),
            )
          }
        },
      ),
    )
  })

  it('one more person changes nothing about the order of the others', () => {
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 25 }), plain, (others, one) => {
        expect(order([...others, one]).filter((id) => id !== one.id)).toEqual(order(others))
      }),
    )
  })
})

/** Desks at work on a queue: who is called comes or does not; each desk is done with whom it has before it calls again. */
const work = fc.array(
  fc.record({ desk: fc.integer({ min: 1, max: 3 }), comes: fc.integer({ min: 0, max: 3 }) }),
  {
    minLength: 200,
    maxLength: 200,
  },
)

it('everybody is called in the end, and who did not come after the next three', () => {
  fc.assert(
    fc.property(fc.array(plain, { minLength: 1, maxLength: 20 }), work, (start, turns) => {
      const all = new Map(start.map((one) => [one.id, one]))
      const line = () => lineUp([...all.values()], grace)
      const waited = new Map<string, number>()
      for (const { desk, comes } of turns) {
        const next: Placed | undefined = nextFor(line(), desk)
        if (!next) break
        const { id } = next.visit
        for (const [other, calls] of waited) waited.set(other, calls + 1)
        waited.delete(id)
        const there = called(next.visit, desk)
        // Somebody who never comes would stay for ever; here everybody comes the fourth time at the latest.
        const gone = comes === 0 && (there.turn?.skips ?? 0) < skipsBeforeTheEnd
        all.set(id, gone ? skipped(there) : served(there))
        if (gone && (next.turn.skips ?? 0) + 1 < skipsBeforeTheEnd) waited.set(id, 0)
        // Behind three, and behind those who had not come before them.
        for (const calls of waited.values()) expect(calls).toBeLessThanOrEqual(putBackBehind + waited.size)
      }
      expect(line().waiting).toEqual([])
      expect([...all.values()].every(({ state }) => state === 'served')).toBe(true)
    }),
    { numRuns: 200 },
  )
})
