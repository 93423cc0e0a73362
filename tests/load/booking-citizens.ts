import type pg from 'pg'
import { expect } from 'vitest'
import {
  type CitizenAppointment,
  type Credentials,
  citizenAppointmentSchema,
} from '#shared/contract/citizen.ts'
import { insertCitizen, insertOffice } from '#tests/support/booking.ts'
import type { CentralPair } from './central-pair.ts'

const DATES = ['2026-11-23', '2026-11-24']
const SLOTS = ['08:00', '08:30', '09:00', '09:30']
const SEATS_A_SLOT = 2

/** More people than an office has seats: they book through two processes, keeping what they were told. */
export class BookingCitizens {
  readonly officeId: string
  readonly acknowledged = new Map<string, CitizenAppointment>()
  /** Who found every slot full. */
  turnedAway = 0
  readonly #waiting: Credentials[]
  readonly #pair: CentralPair

  private constructor(pair: CentralPair, officeId: string, waiting: Credentials[]) {
    this.#pair = pair
    this.officeId = officeId
    this.#waiting = waiting
  }

  /** @param more how many more people there are than seats */
  static async register(pool: pg.Pool, pair: CentralPair, more: number): Promise<BookingCitizens> {
    const officeId = await insertOffice(pool, { slotCapacity: SEATS_A_SLOT })
    const people: Credentials[] = []
    while (people.length < BookingCitizens.seats + more) people.push(await insertCitizen(pool))
    return new BookingCitizens(pair, officeId, people)
  }

  static readonly seats = DATES.length * SLOTS.length * SEATS_A_SLOT

  /** Books for so many of those who still wait, at a counter: a device may ask more often than a single address. */
  async book(people: number, token: string, onAcknowledged: () => void): Promise<void> {
    for (const citizen of this.#waiting.splice(0, people)) {
      const appointment = await this.#bookAnywhere(citizen, token)
      if (appointment) this.acknowledged.set(citizen.nationalCode, appointment)
      else this.turnedAway += 1
      onAcknowledged()
    }
  }

  /** Takes the first slot that is not full. */
  async #bookAnywhere({ nationalCode, trackingCode }: Credentials, token: string) {
    for (const date of DATES) {
      for (const slot of SLOTS) {
        const response = await this.#pair.request('/v1/appointments', {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({ nationalCode, trackingCode, officeId: this.officeId, date, slot }),
        })
        const answer: unknown = await response.json()
        if (response.ok) return citizenAppointmentSchema.parse(answer)
        expect(answer).toMatchObject({ code: 'SLOT_FULL' })
      }
    }
    return null
  }

  /** Every acknowledged appointment is there once, every seat is sold once, and each row has its place in the order. */
  async expectWhole(client: pg.Pool): Promise<void> {
    const told = [...this.acknowledged].map(([code, { id, date, slot }]) => ({ code, id, date, slot }))
    const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1)
    for (const table of ['appointments', 'live_appointments']) {
      const id = table === 'appointments' ? 'id' : 'appointment_id'
      const { rows } = await client.query<{ code: string }>(
        `SELECT national_code AS code, ${id} AS id, date::text AS date, to_char(slot, 'HH24:MI') AS slot
         FROM ${table} WHERE office_id = $1`,
        [this.officeId],
      )
      expect(rows.sort(byCode), table).toEqual(told.sort(byCode))
    }
    const { rows: seats } = await client.query(
      `SELECT s.taken, s.capacity, s.extra, (SELECT count(*)::int FROM appointments a
         WHERE a.office_id = s.office_id AND a.date = s.date AND a.slot = s.slot) AS appointments
       FROM seats s WHERE office_id = $1`,
      [this.officeId],
    )
    const sold = { taken: SEATS_A_SLOT, capacity: SEATS_A_SLOT, extra: 0, appointments: SEATS_A_SLOT }
    expect(seats).toEqual(Array.from({ length: DATES.length * SLOTS.length }, () => sold))
    // Two more than the bookings: the office itself had the first, and again when the process that came back told it the
    // days on which it is closed.
    const { rows: order } = await client.query(
      `SELECT count(*)::int + 1 AS taken, max(revision)::int AS newest, (SELECT revision::int FROM office_revisions
         WHERE office_id = $1) AS counter
       FROM (SELECT revision FROM appointments WHERE office_id = $1
             UNION SELECT revision FROM offices WHERE id = $1) AS revisions`,
      [this.officeId],
    )
    const counter = told.length + 2
    expect(order).toEqual([{ taken: counter, newest: counter, counter }])
    const { rows: stages } = await client.query(
      `SELECT count(*)::int AS booked FROM registration_stages s JOIN registrations r ON r.id = s.registration_id
       WHERE s.stage = 'booked' AND r.stage = 'booked' AND r.national_code = ANY ($1)`,
      [told.map(({ code }) => code)],
    )
    expect(stages).toEqual([{ booked: told.length }])
  }
}
