import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PushCode } from '#shared/contract/central.ts'
import type { LiveNotice } from '#shared/contract/office.ts'
import { day, rules } from '#tests/support/domain-fixtures.ts'
import { seedNow, seedStore, seedUsers } from '#tests/support/seed-store.ts'
import { openTestStore } from '#tests/support/test-store.ts'
import { createLive } from '../live.ts'
import { createClockOffset } from '../sync/clock-offset.ts'
import { rebaseAppointment } from '../sync/rebase.ts'
import { settleAnswers } from '../sync/settle-answers.ts'
import { createDayService } from './day.ts'
import { createDocumentsService } from './documents.ts'
import { NotFoundError, RefusedError } from './failure.ts'
import type { OfficeContext } from './office-context.ts'
import { actorOf } from './office-context.ts'
import { createTray } from './tray.ts'
import { createVisitService } from './visit.ts'

let test: ReturnType<typeof openTestStore>
let context: OfficeContext
let now: Date
let woken: number
let notices: LiveNotice[]
let ids: string[]
const clerk = actorOf(seedUsers.paziresh)
const documentsClerk = actorOf(seedUsers.madarek)
const supervisor = actorOf(seedUsers.masoul)

beforeEach(() => {
  now = new Date(seedNow)
  woken = 0
  notices = []
  const clock = { now: () => now }
  test = openTestStore(clock)
  ids = seedStore(test.store, { appointments: 4 }).appointments.map(({ id }) => id)
  context = {
    store: test.store,
    clock,
    live: { ...createLive(), publish: (notice) => void notices.push(notice) },
    sync: {
      wake: () => {
        woken += 1
      },
    },
  }
})
afterEach(() => test.close())

const visits = () => createVisitService(context)
const documents = () => createDocumentsService(context)
const tray = () => createTray(context)
const accept = (id: string, item: string) =>
  documents().decide(documentsClerk, {
    appointmentId: id,
    item,
    verdict: 'accepted',
    reasonCode: null,
    note: null,
  })

/** The central system's answers to all that waits: refused with these codes, by place; the others applied. */
function answer(refusals: Record<number, PushCode> = {}): void {
  const { store, clock } = context
  const batch = store.events.queued(500, 0)
  const results = batch.map(({ id }, place) => {
    const code = refusals[place]
    return code
      ? { id, status: 'rejected' as const, code, message: 'why' }
      : { id, status: 'applied' as const }
  })
  settleAnswers(store, createClockOffset(store, clock), batch, { results, serverTime: now.toISOString() })
}
const mark = (id: string) => context.store.appointments.get(id)?.sync
const state = (id: string) => context.store.appointments.get(id)?.appointment.state

describe('the tray', () => {
  it('is empty as long as nothing was refused', () => {
    visits().checkIn(clerk, ids[0] ?? '', null)
    answer()
    expect(tray().list()).toEqual([])
  })

  it('shows a refusal with its reason, what it was about, and how many lie with it', () => {
    const [id = '', other = ''] = ids
    visits().checkIn(clerk, id, null)
    visits().checkIn(clerk, other, null)
    accept(id, 'birth_certificate_original')
    accept(id, 'postal_code')
    answer({ 0: 'transition_not_allowed', 2: 'predecessor_rejected', 3: 'predecessor_rejected' })
    const { applicant } = context.store.appointments.get(id)?.appointment ?? {}
    expect(tray().list()).toEqual([
      {
        event: expect.objectContaining({
          type: 'checked_in',
          sync: 'parked',
          code: 'transition_not_allowed',
          actor: clerk,
        }),
        appointmentId: id,
        date: day,
        name: `${applicant?.firstName} ${applicant?.lastName}`,
        code: 'transition_not_allowed',
        message: 'why',
        state: 'booked',
        successors: 2,
      },
    ])
    expect([mark(id), mark(other)]).toEqual(['attention', 'sent'])
    expect(state(id)).toBe('booked')
  })

  it('shows two refusals of one record that have nothing to do with one another as two', () => {
    const [id = ''] = ids
    visits().checkIn(clerk, id, null)
    accept(id, 'birth_certificate_original')
    accept(id, 'postal_code')
    answer({ 1: 'item_unknown', 2: 'value_invalid' })
    expect(
      tray()
        .list()
        .map(({ code, successors }) => [code, successors]),
    ).toEqual([
      ['item_unknown', 0],
      ['value_invalid', 0],
    ])
  })

  it('shows what it can of an appointment that went to another office', () => {
    const [id = ''] = ids
    visits().checkIn(clerk, id, null)
    test.store.transaction(() => test.store.appointments.remove([id]))
    answer({ 0: 'appointment_unknown' })
    expect(tray().list()).toMatchObject([{ appointmentId: id, date: day, name: null, state: null }])
  })
})

describe('to withdraw', () => {
  it('accepts the central system’s version, for the successors as well, and is told who did it', () => {
    const [id = ''] = ids
    visits().checkIn(clerk, id, null)
    accept(id, 'birth_certificate_original')
    answer({ 0: 'transition_not_allowed', 1: 'predecessor_rejected' })
    const [entry] = tray().list()
    notices.length = 0
    expect(tray().withdraw(supervisor, entry?.event.eventId ?? '', 'came tomorrow')).toEqual([])
    expect(mark(id)).toBe('sent')
    expect(test.store.events.historyOf(id).map(({ sync, code }) => [sync, code])).toEqual([
      ['withdrawn', 'transition_not_allowed'],
      ['withdrawn', 'predecessor_rejected'],
    ])
    expect(notices).toEqual([
      {
        kind: 'appointments',
        origin: 'office',
        userId: supervisor.userId,
        rows: [expect.objectContaining({ id, sync: 'sent' })],
      },
    ])
    expect(woken).toBeGreaterThan(0)
    // Nothing was written into the log.
    expect(test.store.events.head().seq).toBe(2)
  })

  it('is for entries of the tray only', () => {
    const [id = ''] = ids
    visits().checkIn(clerk, id, null)
    accept(id, 'birth_certificate_original')
    const queued = test.store.events.queued(10, 0).map((event) => event.id)
    expect(() => tray().withdraw(supervisor, queued[0] ?? '', 'because')).toThrow(NotFoundError)
    answer({ 0: 'transition_not_allowed', 1: 'predecessor_rejected' })
    // A successor goes with its entry, not by itself.
    expect(() => tray().withdraw(supervisor, queued[1] ?? '', 'because')).toThrow(NotFoundError)
    expect(tray().list()).toHaveLength(1)
  })
})

describe('to retry', () => {
  it('records the same acts anew, with the number on the slip, and the old ones as replaced', () => {
    const [id = ''] = ids
    visits().checkIn(clerk, id, null)
    accept(id, 'birth_certificate_original')
    answer({ 0: 'transition_not_allowed', 1: 'predecessor_rejected' })
    visits().checkIn(clerk, ids[1] ?? '', null)
    const [entry] = tray().list()
    expect(tray().retry(supervisor, entry?.event.eventId ?? '')).toEqual([])

    const row = test.store.appointments.get(id)
    expect(row).toMatchObject({
      sync: 'queued',
      appointment: { state: 'arrived', queueNumber: 1, checkedInBy: supervisor },
    })
    expect(row?.appointment.decisions.map(({ item }) => item)).toEqual(['birth_certificate_original'])
    expect(test.store.events.historyOf(id).map(({ type, sync }) => [type, sync])).toEqual([
      ['checked_in', 'withdrawn'],
      ['document_decided', 'withdrawn'],
      ['checked_in', 'queued'],
      ['document_decided', 'queued'],
    ])
    const [arrival, decision] = test.store.events.unconfirmedOf([id]).get(id) ?? []
    expect(arrival?.predecessorId).toBeNull()
    expect(decision?.predecessorId).toBe(arrival?.id)
    answer()
    expect(mark(id)).toBe('sent')
  })

  it('goes by the rules of now: refused as a whole, nothing is recorded and the entry stays', () => {
    const [id = ''] = ids
    visits().checkIn(clerk, id, null)
    accept(id, 'birth_certificate_original')
    answer({ 0: 'transition_not_allowed', 1: 'predecessor_rejected' })
    now = new Date(now.getTime() + 24 * 3_600_000)
    const [entry] = tray().list()
    // On another day an arrival needs a reason, and none was given.
    expect(() => tray().retry(supervisor, entry?.event.eventId ?? '')).toThrow(RefusedError)
    expect(tray().list()).toHaveLength(1)
    expect(test.store.events.head().seq).toBe(2)
    expect([state(id), mark(id)]).toEqual(['booked', 'attention'])
  })

  it('of the closing of a day counts anew', () => {
    now = new Date('2026-11-22T12:00:00.000Z')
    createDayService(context).close(supervisor, day)
    answer({ 4: 'day_already_closed' })
    expect(test.store.days.get(day)?.closed).toBeNull()
    const [entry] = tray().list()
    expect(entry).toMatchObject({ appointmentId: null, date: day, code: 'day_already_closed' })
    const server = {
      ...(test.store.appointments.serverRows(ids).get(ids[0] ?? '') ?? expect.fail()),
      state: 'cancelled' as const,
    }
    test.store.transaction(() => {
      const { shown } = rebaseAppointment(server, [], rules)
      test.store.appointments.putFromServer([{ server, shown }])
    })
    expect(tray().retry(supervisor, entry?.event.eventId ?? '')).toEqual([])
    expect(test.store.days.get(day)?.closed?.counts).toMatchObject({ no_show: 3, cancelled: 1 })
  })
})
