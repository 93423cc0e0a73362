import type { Appointment } from '#shared/domain/appointment.ts'
import { countStates } from '#shared/domain/day.ts'
import { hasValidDetail, parseDetail } from '#shared/domain/documents.ts'
import type { Actor, AppointmentEventType, AppointmentPayload, DayEvent } from '#shared/domain/event.ts'
import type { CorrectableField, RequirementItem } from '#shared/domain/requirement.ts'
import type { OfficeRules } from '#shared/domain/rules.ts'
import { requirementItems } from '#shared/domain/rules.ts'
import type { AppointmentState } from '#shared/domain/state.ts'
import { instantOf } from '#shared/domain/tehran-time.ts'
import { demoActor, demoOffice } from './office.ts'
import { type Random, randomFrom } from './random.ts'
import { detailsOf } from './registrations.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** How an ordinary day goes, in hundredths of those who are concerned. */
const NOT_COMING = 9
const LATE = 8
const PAPER_LACKING = 6
const VALUE_LACKING = 1
const TOLD_AT_THE_DESK = 75
const BACK_THE_SAME_DAY = 40

/** The desk of the demonstration's documents clerk. */
const DESK = 2

/** What somebody of the office did, and when: milliseconds since 1970. The log of a device makes an event of it. */
export type Act = { actor: Actor; at: number } & (
  | {
      [T in AppointmentEventType]: { type: T; payload: AppointmentPayload<T>; appointment: Appointment }
    }[AppointmentEventType]
  | (Pick<Extract<DayEvent, { type: 'day_closed' }>, 'type' | 'payload'> & { appointment: null })
)

const reception = demoActor('reception')
const documents = demoActor('documents')
const supervisor = demoActor('supervisor')

/** Somebody at the door: for the first time, or back with what was missing. */
type Coming = { appointment: Appointment; random: Random; at: number; lacking: readonly string[] | null }

/**
 * How the demonstration's three people worked off a day: who came and when, whom the desk called, what was missing, who
 * came back with it, and the closing of the day. In the order of time, and always the same for the same appointments.
 *
 * @param appointments all of the day, booked
 */
export function workDay(date: string, appointments: readonly Appointment[], rules: OfficeRules): Act[] {
  const opens = Date.parse(instantOf(date, demoOffice.opensAt))
  const closes = Date.parse(instantOf(date, demoOffice.closesAt))
  const acts: Act[] = []
  const states = new Map<string, AppointmentState>(appointments.map(({ id }) => [id, 'booked']))

  const comings: Coming[] = []
  for (const appointment of appointments) {
    const random = randomFrom(`worked ${appointment.id}`)
    if (random.chance(NOT_COMING)) continue
    const early = random.chance(LATE) ? -random.below(25) : random.below(14) - 2
    const slot = Date.parse(instantOf(date, appointment.slot))
    const at = Math.max(opens, slot - early * MINUTE) + random.below(60) * SECOND
    comings.push({ appointment, random, at, lacking: null })
  }
  comings.sort((a, b) => a.at - b.at)
  comings.forEach(({ appointment, at }, index) => {
    const payload = { queueNumber: index + 1, reason: null }
    acts.push({ type: 'checked_in', payload, appointment, actor: reception, at })
  })

  let free = opens
  for (let coming = comings.shift(); coming; coming = comings.shift()) {
    const { appointment, random } = coming
    const service = serve(coming, Math.max(free, coming.at + 20 * SECOND), rules)
    acts.push(...service.acts)
    free = service.end + (5 + random.below(15)) * SECOND
    states.set(appointment.id, service.lacking.length > 0 ? 'documents_incomplete' : 'served')
    const back = service.end + (50 + random.below(70)) * MINUTE
    if (service.lacking.length > 0 && back < closes && random.chance(BACK_THE_SAME_DAY)) {
      acts.push({ type: 'returned', payload: {}, appointment, actor: reception, at: back })
      const before = comings.findIndex(({ at }) => at > back)
      const place = before === -1 ? comings.length : before
      comings.splice(place, 0, { appointment, random, at: back, lacking: service.lacking })
    }
  }

  const end = Math.max(closes, free) + (4 + randomFrom(`closed ${date}`).below(12)) * MINUTE
  for (const appointment of appointments) {
    if (states.get(appointment.id) !== 'booked') continue
    states.set(appointment.id, 'no_show')
    acts.push({
      type: 'marked_no_show',
      payload: { cause: 'day_closed' },
      appointment,
      actor: supervisor,
      at: end,
    })
  }
  acts.push({
    type: 'day_closed',
    payload: { date, counts: countStates(states.values()) },
    appointment: null,
    actor: supervisor,
    at: end,
  })
  // A desk's acts of one visit and the arrivals of others run side by side.
  return acts.sort((a, b) => a.at - b.at)
}

/** One visit at the desk, from the call on: what was decided, when it ended, and the items that are still lacking. */
function serve(
  { appointment, random, lacking: before }: Coming,
  begun: number,
  rules: OfficeRules,
): { acts: Act[]; end: number; lacking: string[] } {
  const items = requirementItems(rules, appointment.requirementSet)
  if (!items) throw new Error('the demonstration asks for documents that its rules do not know')
  const lacking: string[] = []
  const acts: Act[] = []
  let at = begun
  const act = <T extends AppointmentEventType>(type: T, payload: AppointmentPayload<T>, seconds: number) => {
    at += seconds * SECOND
    acts.push({ type, payload, appointment, actor: documents, at } as Act)
  }
  const decide = (item: RequirementItem, reasonCode: string | null) => {
    const verdict = reasonCode === null ? 'accepted' : 'failed'
    if (reasonCode !== null) lacking.push(item.key)
    act('document_decided', { item: item.key, verdict, reasonCode, note: null }, 7 + random.below(16))
  }
  act('called', { desk: DESK, outOfTurn: false }, 0)
  at += (15 + random.below(30)) * SECOND
  for (const item of items) {
    if (before && !before.includes(item.key)) continue
    const { field } = item
    if (field !== null && !hasValidDetail(appointment.applicant, field)) {
      const value = before || random.chance(TOLD_AT_THE_DESK) ? detailTold(field, appointment) : null
      if (value !== null) act('details_corrected', { field, value }, 10 + random.below(20))
      decide(item, value === null ? (item.failReasons[0]?.code ?? null) : null)
    } else {
      const lacks = !before && random.chance(field === null ? PAPER_LACKING : VALUE_LACKING)
      decide(item, lacks ? (item.failReasons[random.below(item.failReasons.length)]?.code ?? null) : null)
    }
  }
  act('documents_concluded', { outcome: lacking.length > 0 ? 'incomplete' : 'complete' }, 4 + random.below(7))
  if (lacking.length === 0) act('served', {}, 15 + random.below(30))
  return { acts, end: at, lacking }
}

/** What an applicant tells for a value that was missing or wrong; null when that is none either. */
function detailTold(field: CorrectableField, appointment: Appointment): string | null {
  const { postalCode } = appointment.applicant
  const told =
    field === 'postalCode' && postalCode !== null ? `13${postalCode.slice(2)}` : detailsOf(appointment)[field]
  const parsed = parseDetail(field, told)
  return parsed.ok ? parsed.value : null
}
