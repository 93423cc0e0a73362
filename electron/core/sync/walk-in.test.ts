import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RegistrationForOffice } from '#shared/contract/citizen.ts'
import type { LiveNotice } from '#shared/contract/office.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { createCentralModel } from '#tests/support/central-model.ts'
import { day } from '#tests/support/domain-fixtures.ts'
import { seedNow, seedStore, seedUsers } from '#tests/support/seed-store.ts'
import { openTestStore } from '#tests/support/test-store.ts'
import { admissionOf, registered } from '#tests/support/walk-ins.ts'
import { createLive } from '../live.ts'
import { createDocumentsService } from '../services/documents.ts'
import { NotFoundError, RefusedError } from '../services/failure.ts'
import { actorOf } from '../services/office-context.ts'
import { createTray } from '../services/tray.ts'
import { createVisitService } from '../services/visit.ts'
import type { WalkInParts } from '../services/walk-in.ts'
import { createWalkInService } from '../services/walk-in.ts'
import { applyPage, sortPage, startPullAnew } from './apply-page.ts'
import { createClockOffset } from './clock-offset.ts'
import { noFaults } from './faults.ts'
import { createPageNews } from './page-news.ts'
import { settleAnswers } from './settle-answers.ts'

/** Walk-ins on their way to the central system and back, step by step: the store and the services are real. */

let test: ReturnType<typeof openTestStore>
let central: ReturnType<typeof createCentralModel>
let parts: WalkInParts
let now: Date
let notices: LiveNotice[]
const clerk = actorOf(seedUsers.paziresh)
const documentsClerk = actorOf(seedUsers.madarek)
const supervisor = actorOf(seedUsers.masoul)
const person = registered()

beforeEach(() => {
  now = new Date(seedNow)
  notices = []
  const clock = { now: () => now }
  test = openTestStore(clock)
  seedStore(test.store, { appointments: 0 })
  central = createCentralModel(clock.now)
  parts = {
    store: test.store,
    clock,
    live: { ...createLive(), publish: (notice) => void notices.push(notice) },
    sync: { wake: () => {} },
    ask: () => Promise.reject(new Error('offline')),
  }
})
afterEach(() => test.close())

const tray = () => createTray(parts)
const admit = (who: RegistrationForOffice = person) =>
  createWalkInService(parts).admit(clerk, admissionOf(who)).appointment.id
const accept = (appointmentId: string, item = 'birth_certificate_original') =>
  createDocumentsService(parts).decide(documentsClerk, {
    appointmentId,
    item,
    verdict: 'accepted',
    reasonCode: null,
    note: null,
  })
const offset = () => createClockOffset(test.store, parts.clock)

/** The central system works `count` of the events that wait. */
function push(count = 500) {
  const batch = test.store.events.queued(count, 0)
  const answer = central.push(batch.map(({ json }) => JSON.parse(json) as OfficeEvent))
  settleAnswers(test.store, offset(), batch, answer)
}
function pull() {
  const page = central.page(test.store.settings.get('cursor'))
  if (page === null) {
    startPullAnew(test.store)
    pull()
    return
  }
  const sorted = sortPage(page.changes)
  const tell = createPageNews(test.store, parts.live.publish).before(sorted)
  tell(applyPage(test.store, page, sorted, { offset: offset(), faults: noFaults }).forgotten)
}
const shown = (id: string) => test.store.appointments.get(id)
const listed = (id: string) => test.store.appointments.listDay(day).find((row) => row.id === id)

describe('a walk-in that the central system confirms', () => {
  it('is the central system’s row afterwards, with the registration’s word on who it is', () => {
    central.register(person)
    const typed = { ...person, applicant: { ...person.applicant, firstName: 'نرگش', postalCode: null } }
    const id = admit(typed)
    expect(listed(id)).toMatchObject({ firstName: 'نرگش', unconfirmed: true, sync: 'queued' })
    push()
    // Answered, not yet pulled.
    expect(listed(id)).toMatchObject({ firstName: 'نرگش', unconfirmed: true, sync: 'sent' })
    accept(id)
    pull()
    expect(listed(id)).toMatchObject({ firstName: 'نرگس', unconfirmed: false, sync: 'queued' })
    expect(shown(id)?.appointment).toMatchObject({
      state: 'arrived',
      queueNumber: 1,
      applicant: person.applicant,
      decisions: [{ item: 'birth_certificate_original', verdict: 'accepted' }],
    })
    push()
    pull()
    expect(shown(id)).toEqual({ appointment: central.appointments.get(id), sync: 'sent' })
  })
  it('is news for the screens although nothing else of its row changed', () => {
    central.register(person)
    const id = admit()
    push()
    const ofRows = () => notices.splice(0).filter(({ kind }) => kind === 'appointments')
    ofRows()
    pull()
    expect(ofRows()).toMatchObject([{ rows: [{ id, unconfirmed: false, sync: 'sent' }], origin: 'central' }])
    startPullAnew(test.store)
    pull()
    expect(ofRows()).toEqual([])
  })
  it('takes back what is refused of it, before its row has arrived', () => {
    central.register(person)
    const id = admit()
    push()
    accept(id)
    expect(shown(id)?.appointment.decisions).toHaveLength(1)
    // The citizen cancelled meanwhile; the arrival was there before.
    const before = test.store.events.queued(1, 0)
    settleAnswers(test.store, offset(), before, {
      results: [{ id: before[0]?.id ?? '', status: 'rejected', code: 'item_unknown' }],
      serverTime: now.toISOString(),
    })
    expect(shown(id)).toMatchObject({
      sync: 'attention',
      appointment: { state: 'arrived', decisions: [], revision: 0 },
    })
    pull()
    expect(shown(id)).toMatchObject({ sync: 'attention', appointment: { decisions: [] } })
  })
})

describe('a walk-in that waits', () => {
  it('is not forgotten by a pull from the beginning, nor is a refused one', () => {
    const waiting = admit()
    const refused = admit(registered(1))
    const settledId = test.store.events.queued(10, 0)
    push()
    expect([shown(waiting)?.sync, shown(refused)?.sync]).toEqual(['attention', 'attention'])
    expect(settledId).toHaveLength(4)
    const queued = admit(registered(2))
    startPullAnew(test.store)
    pull()
    for (const id of [waiting, refused, queued]) expect(listed(id)).toMatchObject({ unconfirmed: true })
  })
  it('is not forgotten by a central system that came back without it, and is told of it again', () => {
    central.register(person)
    const id = admit()
    push()
    pull()
    expect(listed(id)).toMatchObject({ unconfirmed: false })
    central.restoreBackup(1)
    central.forget(id)
    central.register(registered(1))
    admit(registered(1))
    // The answer names the number that it expects: everything is sent again.
    push()
    expect(test.store.events.counts().queued).toBe(4)
    pull()
    expect(listed(id)).toBeDefined()
    push()
    pull()
    expect(shown(id)).toEqual({ appointment: central.appointments.get(id), sync: 'sent' })
  })
})

describe('a walk-in that the central system refuses', () => {
  const refusedWalkIn = () => {
    const id = admit()
    accept(id)
    push()
    return id
  }
  it('stays in the list, marked, and lies in the tray with name and reason', () => {
    const id = refusedWalkIn()
    expect(listed(id)).toMatchObject({ sync: 'attention', unconfirmed: true, state: 'arrived' })
    expect(tray().list()).toMatchObject([
      {
        event: { type: 'walked_in' },
        appointmentId: id,
        date: day,
        name: `${person.applicant.firstName} ${person.applicant.lastName}`,
        code: 'registration_unknown',
        state: null,
        successors: 2,
      },
    ])
  })
  it('takes nothing more until it is settled', () => {
    const id = refusedWalkIn()
    expect(() => accept(id, 'postal_code')).toThrow(
      expect.objectContaining({ code: 'predecessor_rejected' }) as Error,
    )
  })
  it('withdrawn is gone from the list, and in the log for good', () => {
    const id = refusedWalkIn()
    notices.length = 0
    const [entry] = tray().list()
    expect(tray().withdraw(supervisor, entry?.event.eventId ?? '', 'no registration')).toEqual([])
    expect(shown(id)).toBeUndefined()
    expect(listed(id)).toBeUndefined()
    expect(notices).toEqual([{ kind: 'reload' }])
    expect(test.store.events.historyOf(id).map(({ type, sync }) => [type, sync])).toEqual([
      ['walked_in', 'withdrawn'],
      ['checked_in', 'withdrawn'],
      ['document_decided', 'withdrawn'],
    ])
    expect(() => createVisitService(parts).get(id)).toThrow(NotFoundError)
    // The seat and the person are free again; the queue number is not.
    const again = createWalkInService(parts).admit(clerk, admissionOf(person)).appointment
    expect(again).toMatchObject({ slot: '10:20', queueNumber: 2 })
  })
  it('withdrawn while its successors are still on their way leaves them in the tray, with the name', () => {
    const id = admit()
    push(1)
    const [entry] = tray().list()
    expect(entry?.successors).toBe(0)
    tray().withdraw(supervisor, entry?.event.eventId ?? '', 'no registration')
    push()
    expect(tray().list()).toMatchObject([
      {
        event: { type: 'checked_in' },
        code: 'predecessor_rejected',
        name: `${person.applicant.firstName} ${person.applicant.lastName}`,
        state: null,
      },
    ])
    const [left] = tray().list()
    expect(() => tray().retry(supervisor, left?.event.eventId ?? '')).toThrow(NotFoundError)
    expect(tray().withdraw(supervisor, left?.event.eventId ?? '', 'went with it')).toEqual([])
    expect(shown(id)).toBeUndefined()
  })
  it('retried is recorded anew under the same id, and what followed it', () => {
    const id = refusedWalkIn()
    central.register(person)
    const [entry] = tray().list()
    expect(tray().retry(supervisor, entry?.event.eventId ?? '')).toEqual([])
    expect(shown(id)).toMatchObject({
      sync: 'queued',
      appointment: {
        state: 'arrived',
        queueNumber: 1,
        checkedInBy: supervisor,
        decisions: [{ item: 'birth_certificate_original' }],
      },
    })
    push()
    pull()
    expect(shown(id)).toEqual({ appointment: central.appointments.get(id), sync: 'sent' })
    expect(tray().list()).toEqual([])
  })
  it('retried in vain is back in the tray once, and its row with it', () => {
    const id = refusedWalkIn()
    tray().retry(supervisor, tray().list()[0]?.event.eventId ?? '')
    push()
    expect(tray().list()).toMatchObject([{ code: 'registration_unknown', successors: 2 }])
    expect(shown(id)).toMatchObject({ sync: 'attention', appointment: { state: 'arrived' } })
    tray().withdraw(supervisor, tray().list()[0]?.event.eventId ?? '', 'no registration')
    expect(shown(id)).toBeUndefined()
  })
  it('of an earlier day cannot be recorded anew', () => {
    refusedWalkIn()
    central.register(person)
    now = new Date(now.getTime() + 24 * 3_600_000)
    const [entry] = tray().list()
    expect(() => tray().retry(supervisor, entry?.event.eventId ?? '')).toThrow(RefusedError)
    expect(tray().list()).toHaveLength(1)
  })
})
