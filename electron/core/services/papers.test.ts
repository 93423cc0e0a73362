import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { items } from '#tests/support/domain-fixtures.ts'
import type { OfficeClient, TestCore } from '#tests/support/test-core.ts'
import { openTestCore, refusalOf, signIn } from '#tests/support/test-core.ts'

const date = '2026-11-22'
let office: TestCore
let reception: OfficeClient
let supervisor: OfficeClient
let id = ''

beforeEach(async () => {
  office = openTestCore({ appointments: 6 })
  reception = await signIn(office.portDesk(), 'paziresh')
  supervisor = await signIn(office.portDesk(), 'masoul')
  id = office.seeded?.appointments[1]?.id ?? ''
})
afterEach(() => office.close())

const slip = 'check_in_slip'
const begin = () => reception.paper.beginSlip({ appointmentId: id, slip })
const visit = () => reception.visit.get({ appointmentId: id })
const logged = () =>
  office.store.events
    .loggedAfter(0)
    .map(({ json }) => JSON.parse(json) as { type: string; payload: unknown })
    .filter(({ type }) => ['slip_printed', 'print_failed', 'closing_report_printed'].includes(type))

describe('a slip', () => {
  test('is counted, and what became of it is in the visit and in its history', async () => {
    await reception.visit.checkIn({ appointmentId: id })
    const first = await begin()
    expect(first.copy).toBe(1)
    expect((await visit()).papers).toMatchObject([{ printId: first.printId, slip, copy: 1, outcome: null }])
    await reception.paper.end({ printId: first.printId, end: { outcome: 'printed' } })
    const second = await begin()
    await reception.paper.end({ printId: second.printId, end: { outcome: 'failed', code: 'print_failed' } })
    const { papers, history } = await visit()
    expect(papers).toMatchObject([{ copy: 2, outcome: 'failed' }])
    expect(history.map(({ type }) => type)).toEqual([
      'checked_in',
      'slip_printed',
      'slip_printed',
      'print_failed',
    ])
    expect(logged()).toMatchObject([
      { type: 'slip_printed', payload: { appointmentId: id, slip, copy: 1 } },
      { type: 'slip_printed', payload: { appointmentId: id, slip, copy: 2 } },
      {
        type: 'print_failed',
        payload: { appointmentId: id, paper: slip, printId: second.printId, code: 'print_failed' },
      },
    ])
    // The first word counts.
    await reception.paper.end({ printId: second.printId, end: { outcome: 'printed' } })
    expect((await visit()).papers).toMatchObject([{ outcome: 'failed' }])
    expect((await refusalOf(reception.paper.end({ printId: id, end: { outcome: 'printed' } }))).code).toBe(
      'NOT_FOUND',
    )
  })

  test('is not counted when there is nothing to say on it, and nothing is changed', async () => {
    expect((await refusalOf(begin())).data).toMatchObject({ code: 'transition_not_allowed', state: 'booked' })
    await reception.visit.checkIn({ appointmentId: id })
    const missing = { appointmentId: id, slip: 'missing_documents_slip' } as const
    expect((await refusalOf(reception.paper.beginSlip(missing))).data).toMatchObject({
      code: 'documents_not_incomplete',
    })
    expect(logged()).toEqual([])
    await supervisor.documents.decide({
      appointmentId: id,
      item: items[0]?.key ?? '',
      verdict: 'failed',
      reasonCode: 'absent',
    })
    await supervisor.documents.conclude({ appointmentId: id })
    expect((await reception.paper.beginSlip(missing)).copy).toBe(1)
    // Copies of each slip are counted by themselves.
    expect((await begin()).copy).toBe(1)
  })

  test('of which nobody said anything stays marked after a start anew', async () => {
    await reception.visit.checkIn({ appointmentId: id })
    const { printId } = await begin()
    office.store.transaction(() => office.store.prints.forsakeOpen())
    const name = expect.stringMatching(/\S+ \S+/)
    expect(await reception.paper.unprinted({ date })).toMatchObject([
      { printId, paper: slip, copy: 1, outcome: 'unknown', appointmentId: id, name },
    ])
    // The window that was printing comes back and knows.
    await reception.paper.end({ printId, end: { outcome: 'handed' } })
    expect(await reception.paper.unprinted({ date })).toEqual([])
  })

  test('is told to every screen when it changes', async () => {
    await reception.visit.checkIn({ appointmentId: id })
    const notices = await supervisor.live.watch()
    const { printId } = await begin()
    await reception.paper.end({ printId, end: { outcome: 'printed' } })
    for (let count = 0; count < 2; count += 1) {
      expect((await notices.next()).value).toEqual({ kind: 'papers', date, appointmentId: id })
    }
    await notices.return?.()
  })
})

describe('the other papers', () => {
  test('the closing report is the supervisor’s, and its copies are counted for the day', async () => {
    expect((await refusalOf(reception.paper.beginReport({ date }))).code).toBe('FORBIDDEN')
    expect((await refusalOf(supervisor.paper.beginReport({ date: '2026-12-22' }))).code).toBe('NOT_FOUND')
    const { printId } = await supervisor.paper.beginReport({ date })
    expect((await supervisor.paper.beginReport({ date })).copy).toBe(2)
    expect(logged().map(({ payload }) => payload)).toEqual([
      { date, copy: 1 },
      { date, copy: 2 },
    ])
    await supervisor.paper.end({ printId, end: { outcome: 'failed', code: 'printer_missing' } })
    // The newer copy is under way: of the older nobody asks any more.
    expect(await supervisor.paper.unprinted({ date })).toMatchObject([
      { paper: 'closing_report', copy: 2, outcome: null, appointmentId: null, name: null },
    ])
  })

  test('a schedule that did not come out is marked on its day, until one does', async () => {
    const filter = { date, states: [], slot: null }
    const { printId } = await reception.schedule.recordCopy(filter)
    await reception.paper.end({ printId, end: { outcome: 'failed', code: 'print_failed' } })
    expect(await reception.paper.unprinted({ date })).toMatchObject([
      { paper: 'schedule', outcome: 'failed' },
    ])
    const again = await reception.schedule.recordCopy(filter)
    expect(again.copy).toBe(2)
    await reception.paper.end({ printId: again.printId, end: { outcome: 'cancelled' } })
    expect(await reception.paper.unprinted({ date })).toMatchObject([{ printId }])
    const third = await reception.schedule.recordCopy(filter)
    await reception.paper.end({ printId: third.printId, end: { outcome: 'printed' } })
    expect(await reception.paper.unprinted({ date })).toEqual([])
  })

  test('a schedule that goes to print is told to every screen', async () => {
    const notices = await supervisor.live.watch()
    await reception.schedule.recordCopy({ date })
    expect((await notices.next()).value).toEqual({ kind: 'papers', date, appointmentId: null })
    await notices.return?.()
  })

  test('a schedule in large type is a paper of its own, counted and marked beside the ordinary one', async () => {
    const filter = { date, states: ['booked' as const], slot: '08:00' }
    const large = await reception.schedule.recordCopy({ ...filter, large: true })
    await reception.paper.end({ printId: large.printId, end: { outcome: 'failed', code: 'print_failed' } })
    const ordinary = await reception.schedule.recordCopy(filter)
    expect([large.copy, ordinary.copy]).toEqual([1, 1])
    await reception.paper.end({ printId: ordinary.printId, end: { outcome: 'printed' } })
    const { states, slot } = filter
    expect(await reception.paper.unprinted({ date })).toMatchObject([
      { printId: large.printId, schedule: { states, slot, large: true } },
    ])
  })
})
