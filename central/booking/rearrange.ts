import type { PoolClient } from 'pg'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { AppointmentPayload } from '#shared/domain/event.ts'
import { inTransaction, type Work } from '../db/transaction.ts'
import { recordCentralEvents } from '../ingest/central-event.ts'
import type { RegistrationRow } from '../registration/credentials.ts'
import type { Turns } from '../turns.ts'
import { appointmentMessage } from './appointment-message.ts'
import { civilNow } from './bookable-days.ts'
import { type Decision, decide, isChangeable } from './decide.ts'
import { newAppointment } from './new-appointment.ts'
import { makeRoom, type OperatorMove, withRoom } from './operator-move.ts'
import { type BookingOutcome, type BookingParts, refused, shown } from './outcome.ts'
import { refusalOfConstraint, storeBookings } from './store-bookings.ts'
import { type Locked, lockAndRead, type UnderLock, type Wish } from './under-lock.ts'

/** How often a citizen's appointment may have gone to yet another office while this one waited. */
const attempts = 5

type Attempt =
  | { done: BookingOutcome; changedOffices: readonly string[] }
  /** The lock of one more office is needed, and all of them in their order. */
  | { alsoOffice: string }

const nothing = (done: BookingOutcome): Work<Attempt> => ({ result: { done, changedOffices: [] } })

export type Rearrangement = {
  /** The appointment that is to be moved. */
  changing: string | null
  /** The operator who moves it; null for the citizen. */
  operator: OperatorMove | null
}

/**
 * Books where another appointment has to give way first: the one that is moved, or one of a day that
 * has passed. Both or neither, in one transaction.
 */
export function rearrange(
  parts: BookingParts & { turns: Turns },
  wish: Wish,
  change: Rearrangement,
): Promise<BookingOutcome> {
  return underLocks(parts, wish.place.officeId, async (client, offices) => {
    const locked = await lockAndRead(client, parts.rules, [wish], offices)
    const known = locked.about(wish)
    if (!known) return nothing(refused({ code: 'OFFICE_UNKNOWN' }))
    const under = change.operator?.overCapacity ? withRoom(known) : known
    const at = parts.clock.now()
    const decision = decide(under, wish.place, change.changing, civilNow(at))
    if (decision.do === 'refuse') return nothing(refused(decision.refusal))
    if (decision.do === 'repeat') return nothing(shown(decision.appointment, under))
    const { cancels } = decision
    if (cancels && !locked.revisions.has(cancels.officeId)) {
      return { result: { alsoOffice: cancels.officeId } }
    }
    return replace(client, parts, { wish, under, locked, decision, at, ...change })
  })
}

/** Cancels an appointment of the citizen that has not begun; `own` says which, and where. */
export function cancelOwn(
  parts: BookingParts & { turns: Turns },
  registration: RegistrationRow,
  own: Appointment,
): Promise<BookingOutcome> {
  return underLocks(parts, own.officeId, async (client, offices) => {
    const wish = { registration, place: own }
    const locked = await lockAndRead(client, parts.rules, [wish], offices)
    const under = locked.about(wish)
    const { rows } = await client.query<{ body: Appointment }>({
      name: 'booking_own_appointment',
      text: ownAppointmentSql,
      values: [own.id, registration.tracking_code],
    })
    const appointment = rows[0]?.body
    if (!under || !appointment) return nothing(refused({ code: 'NOT_CHANGEABLE' }))
    if (appointment.state === 'cancelled') return nothing(shown(appointment, under))
    const at = parts.clock.now()
    const cancelled = isChangeable(appointment, civilNow(at))
      ? await cancel(client, appointment, { by: 'citizen', reason: null }, at)
      : null
    if (!cancelled) return nothing(refused({ code: 'NOT_CHANGEABLE' }))
    const message = appointmentMessage('appointment_cancelled', cancelled, under)
    return {
      result: { done: shown(cancelled, under), changedOffices: [own.officeId] },
      writes: [parts.gateway.send(client, [message], at)],
    }
  })
}

export const ownAppointmentSql = 'SELECT body FROM appointments WHERE id = $1 AND tracking_code = $2'
const leaveSql = 'DELETE FROM live_appointments WHERE appointment_id = $1'

/** Works in a transaction when it has the turn at its offices, with as many more of them as it turns out to need. */
async function underLocks(
  { pool, turns, announce }: BookingParts & { turns: Turns },
  officeId: string,
  work: (client: PoolClient, offices: readonly string[]) => Promise<Work<Attempt>>,
): Promise<BookingOutcome> {
  const offices = new Set([officeId])
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    let outcome: Attempt
    try {
      outcome = await turns.takeAll([...offices], () =>
        inTransaction(pool, (client) => work(client, [...offices])),
      )
    } catch (error) {
      const code = refusalOfConstraint(error)
      if (code) return refused({ code })
      throw error
    }
    if ('done' in outcome) {
      for (const changed of outcome.changedOffices) announce(changed)
      return outcome.done
    }
    offices.add(outcome.alsoOffice)
  }
  throw new Error('appointment_keeps_moving')
}

async function replace(
  client: PoolClient,
  { gateway }: BookingParts,
  change: {
    wish: Wish
    under: UnderLock
    locked: Locked
    decision: Extract<Decision, { do: 'book' }>
    at: Date
  } & Rearrangement,
): Promise<Work<Attempt>> {
  const { wish, under, locked, decision, at, changing, operator } = change
  const { cancels, leaves } = decision
  if (cancels) {
    const payload: AppointmentPayload<'cancelled'> =
      changing !== null
        ? { by: operator ? 'operator' : 'citizen', reason: operator?.reason ?? null }
        : { by: 'operator', reason: 'روز نوبت گذشته و نوبت تازه گرفته شده است.' }
    const cancelled = await cancel(client, cancels, payload, at)
    if (!cancelled) {
      return nothing(refused({ code: changing !== null ? 'NOT_CHANGEABLE' : 'ALREADY_BOOKED' }))
    }
    locked.revisions.set(cancels.officeId, cancelled.revision)
  }
  const revision = locked.nextRevision(wish.place.officeId)
  const appointment = newAppointment(
    { registration: under.registration, place: wish.place },
    decision.set,
    revision,
  )
  const kind = changing !== null ? 'appointment_changed' : 'appointment_booked'
  const booking = {
    appointment,
    registrationId: under.registration.id,
    capacity: under.facts.calendar.slotCapacity,
  }
  return {
    result: {
      done: shown(appointment, under),
      changedOffices: [wish.place.officeId, ...(cancels ? [cancels.officeId] : [])],
    },
    writes: [
      ...(leaves ? [client.query(leaveSql, [leaves.id])] : []),
      ...(operator?.overCapacity ? [makeRoom(client, wish.place)] : []),
      storeBookings(client, [booking], at),
      gateway.send(client, [appointmentMessage(kind, appointment, under)], at),
      ...(operator ? [operator.record(client, appointment)] : []),
    ],
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
