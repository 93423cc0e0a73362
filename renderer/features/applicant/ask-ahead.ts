import type { Visit } from '#shared/contract/office.ts'
import { visitVersion } from '../../stores/live.ts'
import { office } from '../../transport/office-client.ts'

type Asked = { appointmentId: string; version: number; at: number; answer: Promise<Visit> }

/** Nobody has shown it by then, because it was on the screen already: from now on its answer would be an old one, ms. */
const GOOD_FOR = 1_000

let ahead: Asked | null = null

/** Asks for a visit that is about to be shown: the answer comes while the list is still being drawn. */
export function askAhead(appointmentId: string): void {
  const answer = office().visit.get({ appointmentId })
  // Whoever shows it says so; perhaps nobody does.
  answer.catch(() => undefined)
  ahead = { appointmentId, version: visitVersion(appointmentId), at: performance.now(), answer }
}

/** The visit: as it was asked for ahead, unless it changed since, otherwise asked for now. */
export function askForVisit(appointmentId: string): Promise<Visit> {
  const asked = ahead
  ahead = null
  const isGood =
    asked?.appointmentId === appointmentId &&
    asked.version === visitVersion(appointmentId) &&
    performance.now() - asked.at < GOOD_FOR
  return isGood ? asked.answer : office().visit.get({ appointmentId })
}
