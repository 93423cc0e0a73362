import type { Pool, PoolClient } from 'pg'
import { uuidv7 } from 'uuidv7'
import type { Clock } from '#shared/clock.ts'
import type { CitizenAppointment, Credentials } from '#shared/contract/citizen.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { addDays } from '#shared/domain/civil-date.ts'
import type { AppointmentPayload } from '#shared/domain/event.ts'
import { applicantOf } from '#shared/domain/registration.ts'
import type { RequirementSet } from '#shared/domain/requirement.ts'
import { ensureMonths } from '../db/months.ts'
import { inTransaction, type Work } from '../db/transaction.ts'
import { recordCentralEvents } from '../ingest/central-event.ts'
import type { RulesCache } from '../ingest/load.ts'
import type { MessageGateway } from '../message-gateway.ts'
import { findRegistration, type RegistrationRow } from '../registration/credentials.ts'
import { Turns } from '../turns.ts'
import { appointmentMessage } from './appointment-message.ts'
import { civilNow } from './bookable-days.ts'
import { citizenAppointment } from './citizen-appointment.ts'
import { type BookingRefusal, type Decision, decide, isChangeable, type Place } from './decide.ts'
import { makeRoom, type OperatorMove, withRoom } from './operator-move.ts'
import { refusalOfConstraint, storeBooking } from './store-booking.ts'
import { lockAndRead, type UnderLock } from './under-lock.ts'

/** Farther than any office can be booked: nothing is prepared for a day beyond it. */
const farthestDays = 365
/** How often a citizen's appointment may have gone to yet another office while this one waited. */
const attempts = 5

export type BookingOutcome =
  | { ok: true; appointment: CitizenAppointment }
  | { ok: false; refusal: BookingRefusal }

const refused = (refusal: BookingRefusal): BookingOutcome => ({ ok: false, refusal })

type Attempt =
  | { done: BookingOutcome; changedOffices: readonly string[] }
  /** The lock of one more office is needed, and all of them in their order. */
  | { alsoOffice: string }

type Wish = {
  place: Place
  /** The appointment that is to be moved there. */
  changing: string | null
  /** The operator who moves it; null for the citizen. */
  operator: OperatorMove | null
}

/** Books, changes and cancels for citizens; null for codes that fit no registration. One for each process. */
export class Booking {
  readonly #pool: Pool
  readonly #clock: Clock
  readonly #gateway: MessageGateway
  readonly #announce: (officeId: string) => void
  readonly #rules: RulesCache = new Map()
  readonly #turns = new Turns()

  constructor(parts: {
    pool: Pool
    clock: Clock
    gateway: MessageGateway
    announce: (officeId: string) => void
  }) {
    this.#pool = parts.pool
    this.#clock = parts.clock
    this.#gateway = parts.gateway
    this.#announce = parts.announce
  }

  /** Books a slot. Booked again at the same place, as after a lost answer, it is the same appointment. */
  book(citizen: Credentials, place: Place): Promise<BookingOutcome | null> {
    return this.#arrange(citizen, { place, changing: null, operator: null })
  }

  /** Moves an appointment: the old one is cancelled and a new one booked, both or neither. */
  change(citizen: Credentials, appointmentId: string, place: Place): Promise<BookingOutcome | null> {
    return this.#arrange(citizen, { place, changing: appointmentId, operator: null })
  }

  /** `change` by an operator, who may let one more into a full slot and records it. */
  move(
    citizen: Credentials,
    appointmentId: string,
    place: Place,
    operator: OperatorMove,
  ): Promise<BookingOutcome | null> {
    return this.#arrange(citizen, { place, changing: appointmentId, operator })
  }

  async #arrange(citizen: Credentials, wish: Wish): Promise<BookingOutcome | null> {
    const { place } = wish
    const registration = await findRegistration(this.#pool, citizen)
    if (!registration) return null
    const { date: today } = civilNow(this.#clock.now())
    if (place.date < today || place.date > addDays(today, farthestDays)) {
      return refused({ code: 'SLOT_NOT_OFFERED' })
    }
    await ensureMonths(this.#pool, 'appointments', [place.date])
    await ensureMonths(this.#pool, 'office_events', [today])
    return this.#inTurn([place.officeId], (client, offices) => this.#attempt(client, citizen, offices, wish))
  }

  /** Cancels an appointment that has not begun. Cancelled again, as after a lost answer, it is the same answer. */
  async cancel(citizen: Credentials, appointmentId: string): Promise<BookingOutcome | null> {
    const registration = await findRegistration(this.#pool, citizen)
    if (!registration) return null
    const { rows } = await this.#pool.query<{ body: Appointment }>({
      name: 'booking_own_appointment',
      text: ownAppointmentSql,
      values: [appointmentId, registration.tracking_code],
    })
    const own = rows[0]?.body
    if (!own) return refused({ code: 'NOT_CHANGEABLE' })
    await ensureMonths(this.#pool, 'office_events', [civilNow(this.#clock.now()).date])
    return this.#inTurn([own.officeId], (client, offices) =>
      this.#attemptCancel(client, citizen, offices, own),
    )
  }

  /** Works under the locks of the offices, in a transaction, with as many more offices as it turns out to need. */
  async #inTurn(
    first: readonly string[],
    work: (client: PoolClient, offices: readonly string[]) => Promise<Work<Attempt>>,
  ): Promise<BookingOutcome> {
    const offices = new Set(first)
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      let outcome: Attempt
      try {
        outcome = await this.#turns.takeAll([...offices], () =>
          inTransaction(this.#pool, (client) => work(client, [...offices])),
        )
      } catch (error) {
        const code = refusalOfConstraint(error)
        if (code) return refused({ code })
        throw error
      }
      if ('done' in outcome) {
        for (const officeId of outcome.changedOffices) this.#announce(officeId)
        return outcome.done
      }
      offices.add(outcome.alsoOffice)
    }
    throw new Error('appointment_keeps_moving')
  }

  async #attempt(
    client: PoolClient,
    citizen: Credentials,
    offices: readonly string[],
    wish: Wish,
  ): Promise<Work<Attempt>> {
    const { place, changing, operator } = wish
    const locked = await lockAndRead(client, this.#rules, citizen, offices, place)
    if (!locked) return nothing(refused({ code: 'OFFICE_UNKNOWN' }))
    const under = operator?.overCapacity ? withRoom(locked) : locked
    const at = this.#clock.now()
    const decision = decide(under, place, changing, civilNow(at))
    if (decision.do === 'refuse') return nothing(refused(decision.refusal))
    if (decision.do === 'repeat') return nothing(shown(decision.appointment, under))
    const { cancels } = decision
    if (cancels && !under.revisions.has(cancels.officeId)) {
      return { result: { alsoOffice: cancels.officeId } }
    }
    return this.#store(client, under, wish, decision, at)
  }

  async #attemptCancel(
    client: PoolClient,
    citizen: Credentials,
    offices: readonly string[],
    own: Appointment,
  ): Promise<Work<Attempt>> {
    const under = await lockAndRead(client, this.#rules, citizen, offices, own)
    if (!under) return nothing(refused({ code: 'OFFICE_UNKNOWN' }))
    const { rows } = await client.query<{ body: Appointment }>({
      name: 'booking_own_appointment',
      text: ownAppointmentSql,
      values: [own.id, under.registration.tracking_code],
    })
    const appointment = rows[0]?.body
    if (appointment?.state === 'cancelled') return nothing(shown(appointment, under))
    const at = this.#clock.now()
    if (!appointment || !isChangeable(appointment, civilNow(at))) {
      return nothing(refused({ code: 'NOT_CHANGEABLE' }))
    }
    const cancelled = await cancel(client, appointment, { by: 'citizen', reason: null }, at)
    if (!cancelled) return nothing(refused({ code: 'NOT_CHANGEABLE' }))
    const message = appointmentMessage('appointment_cancelled', cancelled, under)
    return {
      result: { done: shown(cancelled, under), changedOffices: [own.officeId] },
      writes: [this.#gateway.send(client, [message], at)],
    }
  }

  async #store(
    client: PoolClient,
    under: UnderLock,
    { place, changing, operator }: Wish,
    { set, cancels, leaves }: Extract<Decision, { do: 'book' }>,
    at: Date,
  ): Promise<Work<Attempt>> {
    const what = changing === null ? 'booked' : 'changed'
    const { registration, revisions, facts } = under
    let revision = revisions.get(place.officeId)
    if (revision === undefined) return nothing(refused({ code: 'OFFICE_UNKNOWN' }))
    if (cancels) {
      const payload: AppointmentPayload<'cancelled'> =
        what === 'changed'
          ? { by: operator ? 'operator' : 'citizen', reason: operator?.reason ?? null }
          : { by: 'operator', reason: 'روز نوبت گذشته و نوبت تازه گرفته شده است.' }
      const cancelled = await cancel(client, cancels, payload, at)
      if (!cancelled)
        return nothing(refused({ code: what === 'changed' ? 'NOT_CHANGEABLE' : 'ALREADY_BOOKED' }))
      if (cancels.officeId === place.officeId) revision = cancelled.revision
    }
    const appointment = newAppointment(registration, place, set, revision + 1)
    const message = appointmentMessage(`appointment_${what}`, appointment, under)
    return {
      result: {
        done: shown(appointment, under),
        changedOffices: [place.officeId, ...(cancels ? [cancels.officeId] : [])],
      },
      writes: [
        ...(leaves ? [client.query(leaveSql, [leaves.id])] : []),
        ...(operator?.overCapacity ? [makeRoom(client, place)] : []),
        storeBooking(client, appointment, {
          registrationId: registration.id,
          capacity: facts.calendar.slotCapacity,
          at,
        }),
        this.#gateway.send(client, [message], at),
        ...(operator ? [operator.record(client, appointment)] : []),
      ],
    }
  }
}

/** The cancelled appointment, with everything that follows from it; null when the rule book refuses. */
async function cancel(
  client: PoolClient,
  { id, officeId }: Appointment,
  payload: AppointmentPayload<'cancelled'>,
  at: Date,
): Promise<Appointment | null> {
  const act = { appointmentId: id, type: 'cancelled' as const, payload }
  const [outcome] = await recordCentralEvents(client, officeId, [act], at)
  return outcome?.ok ? outcome.appointment : null
}

const leaveSql = 'DELETE FROM live_appointments WHERE appointment_id = $1'
export const ownAppointmentSql = 'SELECT body FROM appointments WHERE id = $1 AND tracking_code = $2'

const nothing = (done: BookingOutcome): Work<Attempt> => ({ result: { done, changedOffices: [] } })

const shown = (appointment: Appointment, { facts, rules }: UnderLock): BookingOutcome => ({
  ok: true,
  appointment: citizenAppointment(appointment, facts.office, rules),
})

function newAppointment(
  { details, request_kind, tracking_code }: RegistrationRow,
  { officeId, date, slot }: Place,
  set: RequirementSet,
  revision: number,
): Appointment {
  return {
    id: uuidv7(),
    officeId,
    date,
    slot,
    requestKind: request_kind,
    requirementSet: { id: set.id, version: set.version },
    applicant: applicantOf(details, tracking_code),
    state: 'booked',
    queueNumber: null,
    arrivedOn: null,
    arrivedAt: null,
    checkedInBy: null,
    decisions: [],
    bookableFrom: null,
    revision,
    withdrawal: null,
    appliedEventIds: [],
  }
}
