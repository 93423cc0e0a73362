import type { Credentials } from '#shared/contract/citizen.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { Batches } from '../batches.ts'
import { ensureMonths } from '../db/months.ts'
import { findRegistration } from '../registration/credentials.ts'
import { Turns } from '../turns.ts'
import { bookTogether, type Request, type Together } from './book-together.ts'
import { canBePrepared, civilNow } from './bookable-days.ts'
import type { OperatorMove } from './operator-move.ts'
import { type BookingOutcome, type BookingParts, refused } from './outcome.ts'
import { cancelOwn, ownAppointmentSql, type Rearrangement, rearrange } from './rearrange.ts'
import type { Place } from './under-lock.ts'

/** One at a time: what comes meanwhile makes the next one large (docs/decisions/0068). */
const batches = { most: 100, atOnce: 1 }

/** Books, changes and cancels for citizens; null for codes that fit no registration. One for each process. */
export class Booking {
  readonly #parts: BookingParts & { turns: Turns }
  readonly #together: Batches<Request, Together>

  constructor(parts: Omit<BookingParts, 'rules'>) {
    this.#parts = { ...parts, rules: new Map(), turns: new Turns() }
    this.#together = new Batches((requests) => bookTogether(this.#parts, requests), batches)
  }

  /** Books a slot. Booked again at the same place, as after a lost answer, it is the same appointment. */
  async book(citizen: Credentials, place: Place): Promise<BookingOutcome | null> {
    const outcome = await this.#together.add({ citizen, place })
    return outcome === 'alone' ? this.#rearrange(citizen, place, { changing: null, operator: null }) : outcome
  }

  /** Moves an appointment: the old one is cancelled and a new one booked, both or neither. */
  change(citizen: Credentials, appointmentId: string, place: Place): Promise<BookingOutcome | null> {
    return this.#rearrange(citizen, place, { changing: appointmentId, operator: null })
  }

  /** `change` by an operator, who may let one more into a full slot and records it. */
  move(
    citizen: Credentials,
    appointmentId: string,
    place: Place,
    operator: OperatorMove,
  ): Promise<BookingOutcome | null> {
    return this.#rearrange(citizen, place, { changing: appointmentId, operator })
  }

  /** Cancels an appointment that has not begun. Cancelled again, as after a lost answer, it is the same answer. */
  async cancel(citizen: Credentials, appointmentId: string): Promise<BookingOutcome | null> {
    const { pool } = this.#parts
    const registration = await findRegistration(pool, citizen)
    if (!registration) return null
    const { rows } = await pool.query<{ body: Appointment }>({
      name: 'booking_own_appointment',
      text: ownAppointmentSql,
      values: [appointmentId, registration.tracking_code],
    })
    const own = rows[0]?.body
    if (!own) return refused({ code: 'NOT_CHANGEABLE' })
    await ensureMonths(pool, 'office_events', [this.#today()])
    return cancelOwn(this.#parts, registration, own)
  }

  async #rearrange(
    citizen: Credentials,
    place: Place,
    change: Rearrangement,
  ): Promise<BookingOutcome | null> {
    const { pool } = this.#parts
    const registration = await findRegistration(pool, citizen)
    if (!registration) return null
    const today = this.#today()
    if (!canBePrepared(place, today)) return refused({ code: 'SLOT_NOT_OFFERED' })
    await ensureMonths(pool, 'appointments', [place.date])
    await ensureMonths(pool, 'office_events', [today])
    return rearrange(this.#parts, { registration, place }, change)
  }

  #today(): string {
    return civilNow(this.#parts.clock.now()).date
  }
}
