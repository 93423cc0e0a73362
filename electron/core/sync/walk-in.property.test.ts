import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { centralDeviceId } from '#shared/domain/event.ts'
import { createCentralModel } from '#tests/support/central-model.ts'
import { central as centralActor, day, event } from '#tests/support/domain-fixtures.ts'
import { seedAppointment, seedNow, seedStore, seedUsers } from '#tests/support/seed-store.ts'
import { openTestStore } from '#tests/support/test-store.ts'
import { admissionOf, registered } from '#tests/support/walk-ins.ts'
import { createLive } from '../live.ts'
import { createDocumentsService } from '../services/documents.ts'
import { NotFoundError, RefusedError } from '../services/failure.ts'
import { actorOf } from '../services/office-context.ts'
import { createTray } from '../services/tray.ts'
import { createVisitService } from '../services/visit.ts'
import { createWalkInService } from '../services/walk-in.ts'
import { applyPage, sortPage, startPullAnew } from './apply-page.ts'
import { createClockOffset } from './clock-offset.ts'
import { noFaults } from './faults.ts'
import { settleAnswers } from './settle-answers.ts'

const people = [0, 1, 2].map((index) => registered(index))
const clerk = actorOf(seedUsers.paziresh)
const documentsClerk = actorOf(seedUsers.madarek)
const supervisor = actorOf(seedUsers.masoul)

type Step =
  | { do: 'admit' | 'register' | 'checkIn' | 'undo' | 'decide' | 'conclude' | 'cancelThere'; whom: number }
  | { do: 'push'; count: number }
  | { do: 'answer' | 'pull' | 'pullAnew' | 'retry' | 'withdraw' }

const whom = fc.integer({ min: 0, max: people.length - 1 })
const about = (...names: Extract<Step, { whom: number }>['do'][]) =>
  fc.record({ do: fc.constantFrom(...names), whom })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: about('admit') },
  { weight: 4, arbitrary: about('checkIn', 'undo', 'decide', 'conclude') },
  { weight: 2, arbitrary: about('register', 'cancelThere') },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('push' as const), count: fc.constantFrom(1, 2, 500) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'answer' as const,
        'pull' as const,
        'pullAnew' as const,
        'retry' as const,
        'withdraw' as const,
      ),
    }),
  },
)

/** An office with a real database, and the model of the central system; messages take their time. */
function createWorld() {
  const clock = { now: () => new Date(seedNow) }
  const test = openTestStore(clock)
  const { store } = test
  seedStore(store, { appointments: 0 })
  const central = createCentralModel(clock.now)
  // Somebody who booked, so that not everything is a walk-in.
  central.putAppointment({ ...seedAppointment(0), revision: 0 })
  const parts = {
    store,
    clock,
    live: createLive(),
    sync: { wake: () => {} },
    ask: () => Promise.reject(new Error('offline')),
  }
  const walkIns = createWalkInService(parts)
  const visits = createVisitService(parts)
  const documents = createDocumentsService(parts)
  const tray = createTray(parts)
  const offset = createClockOffset(store, clock)
  const onTheWay: (() => void)[] = []

  const push = (count: number) => {
    const batch = store.events.queued(count, 0)
    if (batch.length === 0) return
    const answer = central.push(batch.map(({ json }) => JSON.parse(json) as OfficeEvent))
    onTheWay.push(() => void settleAnswers(store, offset, batch, answer))
  }
  const answer = () => {
    for (const arrive of onTheWay.splice(0)) arrive()
  }
  const pull = () => {
    const page = central.page(store.settings.get('cursor'))
    if (page) applyPage(store, page, sortPage(page.changes), { offset, faults: noFaults })
  }
  const idOf = (index: number) => {
    const code = people[index]?.applicant.nationalCode
    return (
      store.appointments.listDay(day).find((row) => row.nationalCode === code && row.state !== 'cancelled')
        ?.id ?? ''
    )
  }
  const oldest = () => tray.list()[0]?.event.eventId ?? ''
  const perform = (each: Step): void => {
    const person = 'whom' in each ? people[each.whom] : undefined
    switch (each.do) {
      case 'admit':
        if (person) {
          // As typed from the receipt: the registry spells the name in another way.
          const typed = { ...person.applicant, firstName: 'نرجس', landline: null }
          walkIns.admit(clerk, admissionOf({ ...person, applicant: typed }, { checkIn: each.whom !== 1 }))
        }
        return
      case 'register':
        if (person) central.register(person)
        return
      case 'checkIn':
        visits.checkIn(clerk, idOf(each.whom), null)
        return
      case 'undo':
        visits.undoCheckIn(clerk, idOf(each.whom), 'a mistake')
        return
      case 'decide':
        documents.decide(documentsClerk, {
          appointmentId: idOf(each.whom),
          item: 'birth_certificate_original',
          verdict: 'accepted',
          reasonCode: null,
          note: null,
        })
        return
      case 'conclude':
        documents.conclude(documentsClerk, idOf(each.whom))
        return
      case 'cancelThere': {
        const row = central.appointments.get(idOf(each.whom))
        if (row?.state !== 'booked') return
        const changes = { appointmentId: row.id, deviceId: centralDeviceId, actor: centralActor }
        central.act(event('cancelled', { by: 'citizen', reason: null }, changes))
        return
      }
      case 'push':
        push(each.count)
        return
      case 'answer':
        answer()
        return
      case 'pull':
        pull()
        return
      case 'pullAnew':
        startPullAnew(store)
        pull()
        return
      case 'retry':
        tray.retry(supervisor, oldest())
        return
      case 'withdraw':
        tray.withdraw(supervisor, oldest(), 'accepted as it is')
    }
  }
  return {
    central,
    store,
    tray,
    run(each: Step) {
      try {
        perform(each)
      } catch (error) {
        // What the rules refuse, or is about nobody, changes nothing.
        if (!(error instanceof RefusedError || error instanceof NotFoundError)) throw error
      }
    },
    /** Everything arrives; what is in the tray is settled by accepting the central system's version. */
    finish() {
      answer()
      do {
        push(500)
        answer()
        pull()
        for (let entry = tray.list()[0]; entry; entry = tray.list()[0]) {
          tray.withdraw(supervisor, entry.event.eventId, 'accepted as it is')
        }
      } while (store.events.counts().queued > 0)
    },
    close: () => test.close(),
  }
}

it('walk-ins: in the end both sides hold the same people, whatever happened in whatever order', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const world = createWorld()
      try {
        for (const each of steps) {
          world.run(each)
          // Nobody who was taken in and not given up vanishes from the screen.
          const rows = new Set(world.store.appointments.listDay(day).map(({ id }) => id))
          for (const { event: parked, appointmentId } of world.tray.list()) {
            if (parked.type === 'walked_in') expect(rows).toContain(appointmentId)
          }
        }
        world.finish()
        const { store, central } = world
        const here = store.appointments.listDay(day).map(({ id }) => id)
        expect(new Set(here)).toEqual(new Set(central.appointments.keys()))
        for (const [id, row] of central.appointments) {
          expect(store.appointments.get(id)).toEqual({ appointment: row, sync: 'sent' })
        }
      } finally {
        world.close()
      }
    }),
    { numRuns: 60 },
  )
}, 300_000)
