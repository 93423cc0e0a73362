import type { Pool } from 'pg'
import type { Clock } from '#shared/clock.ts'
import type { CitizenAppointment } from '#shared/contract/citizen.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { RulesCache } from '../ingest/office-rules.ts'
import type { MessageGateway } from '../message-gateway.ts'
import { citizenAppointment } from './citizen-appointment.ts'
import type { BookingRefusal } from './decide.ts'
import type { UnderLock } from './under-lock.ts'

/** What booking, changing and cancelling work with. */
export type BookingParts = {
  pool: Pool
  clock: Clock
  gateway: MessageGateway
  announce: (officeId: string) => void
  rules: RulesCache
}

export type BookingOutcome =
  | { ok: true; appointment: CitizenAppointment }
  | { ok: false; refusal: BookingRefusal }

export const refused = (refusal: BookingRefusal): BookingOutcome => ({ ok: false, refusal })

export const shown = (appointment: Appointment, { facts, rules }: UnderLock): BookingOutcome => ({
  ok: true,
  appointment: citizenAppointment(appointment, facts.office, rules),
})
