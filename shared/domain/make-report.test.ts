import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from './civil-date.ts'
import { type FigureMiss, type Figures, type FigureVisit, makeReport } from './make-report.ts'
import { attendanceRate, type Report, sumAttendance } from './report.ts'
import { datesOf, reportUnits, spanOf } from './report-span.ts'
import { workKindNames } from './report-work.ts'
import { appointmentStates } from './state.ts'
import { instantOf } from './tehran-time.ts'

const date = '2026-11-22'
const noon = '2026-11-22T09:00:00.000Z'
const gaps = { incomplete: false, dataBegins: null, dataAsOf: null, leftOut: false }
const at = (time: string, on = date) => instantOf(on, time)

const visit = (changes: Partial<FigureVisit> = {}): FigureVisit => ({
  date,
  hour: 9,
  state: 'served',
  walkIn: false,
  arrivedAt: at('09:05'),
  begunAt: at('09:15'),
  concludedAt: at('09:20'),
  ...changes,
})
const gone = { arrivedAt: null, begunAt: null, concludedAt: null }

function report(figures: Partial<Figures>, changes: Partial<Parameters<typeof makeReport>[0]> = {}): Report {
  return makeReport({
    span: spanOf('day', date),
    closedDates: new Set(),
    preparedAt: noon,
    gaps,
    names: new Map([
      ['r', 'آرش'],
      ['d', 'مریم'],
    ]),
    figures: { visits: [], misses: [], acts: [], ...figures },
    ...changes,
  })
}

describe('attendance', () => {
  const visits = [
    visit(),
    visit({ state: 'arrived' }),
    visit({ state: 'documents_incomplete' }),
    visit({ state: 'no_show', ...gone }),
    visit({ state: 'booked', ...gone }),
    visit({ state: 'cancelled', ...gone }),
    visit({ walkIn: true }),
    visit({ walkIn: true, state: 'cancelled', ...gone }),
  ]

  it('is of those with an appointment of whom it is known', () => {
    const { total } = report({ visits })
    expect(total).toEqual({ came: 3, noShow: 1, open: 1, cancelled: 1, walkIns: 1 })
    expect(attendanceRate(total)).toBe(0.75)
  })

  it('is unknown while nobody has come or been missed', () => {
    expect(attendanceRate(report({ visits: [visit({ state: 'booked', ...gone })] }).total)).toBeNull()
    expect(attendanceRate(report({}).total)).toBeNull()
  })
})

describe('times', () => {
  it('go from check-in to the first act, and from there to the conclusion', () => {
    const { waiting, service } = report({ visits: [visit()] })
    expect(waiting).toEqual({ count: 1, median: 600, ninetieth: 600 })
    expect(service).toEqual({ count: 1, median: 300, ninetieth: 300 })
  })

  it.each([
    ['nobody has begun yet', { begunAt: null, concludedAt: null }, 0, 0],
    ['no conclusion yet', { concludedAt: null }, 1, 0],
    ['the conclusion was the only act', { concludedAt: at('09:15') }, 1, 0],
    ['clocks contradict each other', { begunAt: at('09:00') }, 0, 1],
    ['the arrival is not known', { arrivedAt: null }, 0, 1],
    ['who was not here has no times', { state: 'booked' as const }, 0, 0],
  ])('%s', (_title, changes, waiting, service) => {
    const made = report({ visits: [visit(changes)] })
    expect([made.waiting.count, made.service.count]).toEqual([waiting, service])
  })
})

it('documents: how many visits lacked one, once each, with the reasons', () => {
  const misses: FigureMiss[] = [
    { visit: '1', item: 'postal_code', reason: 'absent' },
    { visit: '1', item: 'postal_code', reason: 'unreadable' },
    { visit: '2', item: 'postal_code', reason: 'absent' },
    { visit: '2', item: 'mobile_phone', reason: 'absent' },
  ]
  expect(report({ misses }).documents).toEqual([
    {
      item: 'postal_code',
      visits: 2,
      reasons: [
        { reason: 'absent', visits: 2 },
        { reason: 'unreadable', visits: 1 },
      ],
    },
    { item: 'mobile_phone', visits: 1, reasons: [{ reason: 'absent', visits: 1 }] },
  ])
})

it('load: seats by the hour of the slot, arrivals by when they happened, weekdays from Saturday on', () => {
  const made = report({
    visits: [visit(), visit({ hour: 11, arrivedAt: at('08:59') }), visit({ hour: 11, walkIn: true })],
  })
  expect(made.hours).toEqual([
    { hour: 8, booked: 0, arrived: 1 },
    { hour: 9, booked: 1, arrived: 2 },
    { hour: 10, booked: 0, arrived: 0 },
    { hour: 11, booked: 1, arrived: 0 },
  ])
  expect(made.weekdays.map(({ weekday }) => weekday)).toEqual([0, 1, 2, 3, 4, 5, 6])
  // 1 Azar 1405 is a Sunday.
  expect(made.weekdays[1]).toEqual({ weekday: 1, days: 1, booked: 2, arrived: 3 })
})

it('load: the bookings of days to come do not make that of the days that were look small', () => {
  const toCome = (on: string) => visit({ date: on, hour: 10, state: 'booked', ...gone })
  const span = spanOf('month', date)
  const made = report({ visits: [visit(), visit(), toCome('2026-11-29'), toCome('2026-12-06')] }, { span })
  expect(made.hours).toEqual([{ hour: 9, booked: 2, arrived: 2 }])
  expect(made.weekdays[1]).toEqual({ weekday: 1, days: 1, booked: 2, arrived: 2 })
  // What nobody can have come to yet tells at least who is expected.
  const ahead = report({ visits: [toCome('2026-11-29'), toCome('2026-12-06')] }, { span })
  expect(ahead.hours).toEqual([{ hour: 10, booked: 2, arrived: 0 }])
  expect(ahead.weekdays[1]).toEqual({ weekday: 1, days: 2, booked: 2, arrived: 0 })
})

it('clerks: counts of acts in the order of their names, whoever did more', () => {
  const { clerks } = report({
    acts: [
      { actor: 'd', type: 'document_decided', count: 40 },
      { actor: 'd', type: 'details_corrected', count: 2 },
      { actor: 'r', type: 'checked_in', count: 3 },
      { actor: 'r', type: 'record_viewed', count: 99 },
      { actor: 'gone', type: 'served', count: 1 },
      { actor: 'looks', type: 'record_viewed', count: 5 },
    ],
  })
  expect(clerks).toEqual([
    {
      userId: 'r',
      name: 'آرش',
      acts: { arrivals: 3, calls: 0, documents: 0, conclusions: 0, supervision: 0 },
    },
    {
      userId: 'd',
      name: 'مریم',
      acts: { arrivals: 0, calls: 0, documents: 42, conclusions: 0, supervision: 0 },
    },
    {
      userId: 'gone',
      name: null,
      acts: { arrivals: 0, calls: 0, documents: 0, conclusions: 1, supervision: 0 },
    },
  ])
})

describe('what the figures do not know', () => {
  const week = { span: spanOf('week', date) }

  it('names days that are not closed, and counts those to come', () => {
    const visits = [date, '2026-11-21', '2026-11-25'].map((each) => visit({ date: each }))
    const made = report({ visits }, { ...week, closedDates: new Set(['2026-11-21']) })
    expect(made.gaps).toEqual({ ...gaps, notClosed: [date], toCome: 5 })
    expect(made.days.map(({ closed }) => closed)).toEqual([true, false, null, null, false, null, null])
  })

  it('a day on which nobody was booked needs no closing', () => {
    expect(report({}, week).gaps.notClosed).toEqual([])
  })
})

describe('whatever happened', () => {
  const instants = fc.integer({ min: 0, max: 3600 * 24 * 40 }).map((seconds) => {
    return new Date(Date.parse('2026-11-01T00:00:00.000Z') + seconds * 1000).toISOString()
  })
  const maybe = fc.option(instants, { nil: null })
  const visits = fc.record({
    date: fc.integer({ min: 0, max: 40 }).map((days) => addDays('2026-11-01', days)),
    hour: fc.integer({ min: 0, max: 23 }),
    state: fc.constantFrom(...appointmentStates),
    walkIn: fc.boolean(),
    arrivedAt: maybe,
    begunAt: maybe,
    concludedAt: maybe,
  })
  const figures = fc.record({
    visits: fc.array(visits, { maxLength: 60 }),
    misses: fc.array(
      fc.record({
        visit: fc.constantFrom('1', '2', '3'),
        item: fc.constantFrom('postal_code', 'mobile_phone'),
        reason: fc.constantFrom('absent', 'unreadable'),
      }),
    ),
    acts: fc.array(
      fc.record({
        actor: fc.constantFrom('r', 'd', 'x'),
        type: fc.constantFrom('checked_in', 'served', 'document_decided', 'day_closed', 'record_viewed'),
        count: fc.integer({ min: 1, max: 500 }),
      }),
    ),
  })

  it('the counts add up', () => {
    fc.assert(
      fc.property(figures, fc.constantFrom(...reportUnits), (all, unit) => {
        const span = spanOf(unit, date)
        const inSpan = all.visits.filter((one) => one.date >= span.from && one.date <= span.to)
        const made = report({ ...all, visits: inSpan }, { span })
        const { total, waiting, service, hours, weekdays } = made

        expect(made.days.map((day) => day.date)).toEqual(datesOf(span))
        expect(sumAttendance(made.days.map(({ attendance }) => attendance))).toEqual(total)
        const withAppointment = inSpan.filter(({ walkIn }) => !walkIn)
        expect(total.came + total.noShow + total.open + total.cancelled).toBe(withAppointment.length)

        const notToCome = inSpan.some((one) => one.date <= date)
        const booked = withAppointment.filter(
          ({ state, date: on }) => state !== 'cancelled' && (!notToCome || on <= date),
        ).length
        const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)
        expect(sum(hours.map((hour) => hour.booked))).toBe(booked)
        expect(sum(weekdays.map((weekday) => weekday.booked))).toBe(booked)
        const arrived = sum(hours.map((hour) => hour.arrived))
        expect(sum(weekdays.map((weekday) => weekday.arrived))).toBe(arrived)
        expect(arrived).toBeLessThanOrEqual(total.came + total.walkIns)
        expect(hours.map(({ hour }) => hour)).toEqual(hours.map((_, index) => (hours[0]?.hour ?? 0) + index))

        expect(waiting.count).toBeLessThanOrEqual(arrived)
        expect(service.count).toBeLessThanOrEqual(total.came + total.walkIns)
        expect(sum(made.waitingByHour.map((one) => one.waiting.count))).toBe(waiting.count)
        for (const spread of [waiting, service]) {
          expect((spread.ninetieth ?? 0) >= (spread.median ?? 0)).toBe(true)
          expect(spread.median === null).toBe(spread.count === 0)
        }
        const rate = attendanceRate(total)
        expect(rate === null || (rate >= 0 && rate <= 1)).toBe(true)

        const works = new Set(['checked_in', 'served', 'document_decided', 'day_closed'])
        const acts = sum(all.acts.filter(({ type }) => works.has(type)).map(({ count }) => count))
        expect(sum(made.clerks.flatMap((clerk) => workKindNames.map((kind) => clerk.acts[kind])))).toBe(acts)
        for (const { visits: most, reasons } of made.documents) {
          expect(most).toBeGreaterThanOrEqual(Math.max(...reasons.map((reason) => reason.visits)))
          expect(most).toBeLessThanOrEqual(sum(reasons.map((reason) => reason.visits)))
        }
      }),
    )
  })

  it('the order in which the log gave it makes no difference', () => {
    fc.assert(
      fc.property(figures, ({ visits, misses, acts }) => {
        const span = spanOf('month', date)
        const turned = {
          visits: visits.toReversed(),
          misses: misses.toReversed(),
          acts: acts.toReversed(),
        }
        expect(report(turned, { span })).toEqual(report({ visits, misses, acts }, { span }))
      }),
    )
  })
})
