import type { PoolClient } from 'pg'
import type { Credentials } from '#shared/contract/citizen.ts'
import { ensureMonths } from '../db/months.ts'
import { inTransaction, type Work } from '../db/transaction.ts'
import type { CitizenMessage } from '../message-gateway.ts'
import { findRegistrations } from '../registration/credentials.ts'
import { appointmentMessage } from './appointment-message.ts'
import { canBePrepared, civilNow } from './bookable-days.ts'
import { decide } from './decide.ts'
import { newAppointment } from './new-appointment.ts'
import { type BookingOutcome, type BookingParts, refused, shown } from './outcome.ts'
import { type NewBooking, refusalOfConstraint, storeBookings } from './store-bookings.ts'
import { lockAndRead, type Place, type Wish } from './under-lock.ts'

/**
 * `alone` wants a transaction of its own: an appointment of a day that has passed has to give way first, or somebody holds
 * the lock of one of the offices for long, which is nothing to the citizens of the others. Null: the codes fit no
 * registration.
 */
export type Together = BookingOutcome | 'alone' | null

/** Who wants an appointment where. */
export type Request = { citizen: Credentials; place: Place }

/** How long many wait together for a lock. */
const patience = "SET LOCAL lock_timeout = '1s'"
const LOCK_NOT_AVAILABLE = '55P03'

/**
 * Books for many citizens in one transaction, each by what the ones before it left: three round trips and one commit for
 * all of them. When a constraint is met none is booked; then each is tried by itself, and only the one that met it is
 * refused.
 */
export async function bookTogether(parts: BookingParts, requests: readonly Request[]): Promise<Together[]> {
  const registrations = await findRegistrations(
    parts.pool,
    requests.map(({ citizen }) => citizen),
  )
  const { date: today } = civilNow(parts.clock.now())
  const wishes: Wish[] = []
  // What is known without the locks, or the wish whose outcome stands there.
  const places = requests.map(({ place }, index): { outcome: Together } | { wish: number } => {
    const registration = registrations[index] ?? null
    if (!registration) return { outcome: null }
    if (!canBePrepared(place, today)) return { outcome: refused({ code: 'SLOT_NOT_OFFERED' }) }
    return { wish: wishes.push({ registration, place }) - 1 }
  })
  await ensureMonths(
    parts.pool,
    'appointments',
    wishes.map(({ place }) => place.date),
  )
  const outcomes = await bookWishes(parts, wishes)
  return places.map((at) => ('wish' in at ? (outcomes[at.wish] ?? null) : at.outcome))
}

async function bookWishes(parts: BookingParts, wishes: readonly Wish[]): Promise<Together[]> {
  if (wishes.length === 0) return []
  try {
    const { outcomes, offices } = await inTransaction(parts.pool, (client) => attempt(client, parts, wishes))
    for (const officeId of offices) parts.announce(officeId)
    return outcomes
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE) {
      return wishes.map(() => 'alone')
    }
    const code = refusalOfConstraint(error)
    if (!code) throw error
    if (wishes.length === 1) return [refused({ code })]
    const outcomes: Together[] = []
    for (const wish of wishes) outcomes.push(...(await bookWishes(parts, [wish])))
    return outcomes
  }
}

async function attempt(
  client: PoolClient,
  { clock, gateway, rules }: BookingParts,
  wishes: readonly Wish[],
): Promise<Work<{ outcomes: Together[]; offices: Set<string> }>> {
  const officeIds = [...new Set(wishes.map(({ place }) => place.officeId))]
  const [, locked] = await Promise.all([
    client.query(patience),
    lockAndRead(client, rules, wishes, officeIds),
  ])
  const at = clock.now()
  const now = civilNow(at)
  const bookings: NewBooking[] = []
  const messages: CitizenMessage[] = []
  const outcomes = wishes.map((wish): Together => {
    const under = locked.about(wish)
    if (!under) return refused({ code: 'OFFICE_UNKNOWN' })
    const decision = decide(under, wish.place, null, now)
    if (decision.do === 'refuse') return refused(decision.refusal)
    if (decision.do === 'repeat') return shown(decision.appointment, under)
    if (decision.cancels || decision.leaves) return 'alone'
    const { registration, facts } = under
    const revision = locked.nextRevision(wish.place.officeId)
    const appointment = newAppointment({ registration, place: wish.place }, decision.set, revision)
    bookings.push({
      appointment,
      registrationId: registration.id,
      capacity: facts.calendar.slotCapacity,
    })
    messages.push(appointmentMessage('appointment_booked', appointment, under))
    locked.add(appointment, under)
    return shown(appointment, under)
  })
  const result = { outcomes, offices: new Set(bookings.map(({ appointment }) => appointment.officeId)) }
  if (bookings.length === 0) return { result }
  return { result, writes: [storeBookings(client, bookings, at), gateway.send(client, messages, at)] }
}
