import { centralContract } from '#shared/contract/central.ts'
import type { RegistrationForOffice } from '#shared/contract/citizen.ts'
import type { DayRow, Visit } from '#shared/contract/office.ts'
import type { Room, WalkInFinding } from '#shared/contract/walk-in.ts'
import { isBanned } from '#shared/domain/no-show.ts'
import type { RequestKind } from '#shared/domain/requirement.ts'
import { dayRoom } from '#shared/domain/room.ts'
import { isOfficeClosed } from '#shared/domain/rules.ts'
import { officeStages } from '#shared/domain/stage.ts'
import type { AppointmentState } from '#shared/domain/state.ts'
import { tehranTimeOf } from '#shared/domain/tehran-time.ts'
import type { WalkInField } from '#shared/domain/walk-in-details.ts'
import { parseWalkIn, parseWalkInCodes } from '#shared/domain/walk-in-details.ts'
import type { AskCentral } from '../sync/citizen-client.ts'
import { CentralRefusedError } from '../sync/citizen-client.ts'
import { RefusedError, RegistrationUnknownError, WalkInInvalidError } from './failure.ts'
import { cleanReason } from './free-text.ts'
import type { Moment, OfficeContext, UserActor } from './office-context.ts'
import { readMoment, requireOffice } from './office-context.ts'
import { record } from './record-event.ts'
import { readVisit } from './visit.ts'

export type Codes = { nationalCode: string; trackingCode: string }

/** Who came, and on what terms; texts as typed, the birth date as an ISO civil date. */
export type Admission = Codes & {
  details: Record<Exclude<WalkInField, keyof Codes>, string | null> & { requestKind: RequestKind }
  /** The supervisor's reason for letting somebody in although the day is full. */
  overCapacity: string | null
  /** Records the arrival in the same transaction. */
  checkIn: boolean
}

/** «مراجعهٔ بدون نوبت»: a registered citizen who came without an appointment is taken in today. */
export type WalkInService = {
  room(): Room
  /**
   * Looks the person up, first in today's list, then at the central system. Throws `WalkInInvalidError`,
   * `RegistrationUnknownError`, and what
   * `ask` throws when there is no answer.
   */
  find(codes: Codes): Promise<WalkInFinding>
  /** Makes the appointment. Throws what `record` throws, and `WalkInInvalidError`. */
  admit(actor: UserActor, admission: Admission): Visit
}

export type WalkInParts = OfficeContext & {
  /** Asks the central system. */
  ask: AskCentral
}

/** In these an appointment still leads to a visit: nobody has two of them. */
const liveStates: readonly AppointmentState[] = [
  'booked',
  'arrived',
  'documents_incomplete',
  'documents_complete',
]

export function createWalkInService(parts: WalkInParts): WalkInService {
  const { store } = parts

  const roomAt = ({ now, today }: Moment): Room => {
    const office = requireOffice(store)
    const { freeSlot, currentSlot, ...counts } = dayRoom(
      office,
      store.appointments.listDay(today),
      tehranTimeOf(now),
    )
    const closed = store.days.get(today)?.closed || isOfficeClosed(office.rules, today)
    if (closed || currentSlot === null) return { date: today, status: 'closed', slot: null, ...counts }
    return freeSlot === null
      ? { date: today, status: 'full', slot: currentSlot, ...counts }
      : { date: today, status: 'open', slot: freeSlot, ...counts }
  }
  /** The appointment that keeps the person from being admitted: today's whatever became of it, or one to come. */
  const appointmentHere = (nationalCode: string, today: string): DayRow | undefined =>
    store.appointments
      .findByCode(nationalCode, today)
      .find(
        (row) =>
          row.nationalCode === nationalCode &&
          (row.date === today ? row.state !== 'cancelled' : row.date > today && row.state === 'booked'),
      )
  /** A ban that this office knows of: it holds without a network as well. */
  const banKnownHere = (nationalCode: string, today: string): string | null => {
    const dates = store.appointments
      .findByCode(nationalCode, today)
      .filter((row) => row.nationalCode === nationalCode && row.state === 'no_show')
      .map((row) => store.appointments.get(row.id)?.appointment.bookableFrom ?? null)
    return dates.find((date) => isBanned(today, date)) ?? null
  }

  return {
    room: () => roomAt(readMoment(parts)),
    async find(typed) {
      const { rules } = requireOffice(store)
      const codes = parseWalkInCodes(typed, rules)
      if (!codes.ok) throw new WalkInInvalidError(codes.errors)
      const { today } = readMoment(parts)
      const here = appointmentHere(codes.value.nationalCode, today)
      if (here?.date === today) return { kind: 'here', row: here }
      const registration = await parts
        .ask(centralContract.office.registrations.find, codes.value)
        .catch(unknownIsAnAnswer)
      const { applicant, requestKind, appointment, bookableFrom, stage } = registration
      return {
        kind: 'registered',
        applicant,
        requestKind,
        appointment,
        refusal: refusalOf({ appointment, bookableFrom, stage }, today),
      }
    },
    admit(actor, { details, overCapacity, checkIn, ...codes }) {
      const { rules, areaCode } = requireOffice(store)
      const { requestKind, ...typed } = details
      const appointmentId = record(parts, actor, (recording) => {
        const { today } = recording.moment
        const read = parseWalkIn(
          { ...typed, ...codes },
          { today, areaCode, trackingCodeLength: rules.trackingCodeLength },
        )
        if (!read.ok) throw new WalkInInvalidError(read.errors)
        const { nationalCode } = read.value
        const here = appointmentHere(nationalCode, today)
        if (here) {
          const { id, state, date } = here
          throw new RefusedError({ code: 'already_booked', state, appointmentId: id, date })
        }
        const bookableFrom = banKnownHere(nationalCode, today)
        if (bookableFrom !== null) throw new RefusedError({ code: 'booking_banned', bookableFrom })
        recording.refuseOnClosedDay(today)
        const { status, slot } = roomAt(recording.moment)
        if (slot === null || (status === 'full' && overCapacity === null)) {
          throw new RefusedError({ code: 'day_full' })
        }
        const { id } = recording.admit({
          date: today,
          slot,
          requestKind,
          applicant: read.value,
          overCapacity: status === 'full' && overCapacity !== null ? cleanReason(overCapacity) : null,
        })
        if (checkIn) {
          recording.act(id, () => ({
            type: 'checked_in',
            payload: { queueNumber: recording.nextQueueNumber(), reason: null },
          }))
        }
        return id
      })
      return readVisit(parts, appointmentId)
    },
  }
}

function unknownIsAnAnswer(error: unknown): never {
  if (error instanceof CentralRefusedError && error.refusal.code === 'CREDENTIALS_UNKNOWN') {
    throw new RegistrationUnknownError()
  }
  throw error
}

/** What stands in the way by the central system's word; the office's own list is asked besides. */
function refusalOf(
  { appointment, bookableFrom, stage }: Pick<RegistrationForOffice, 'appointment' | 'bookableFrom' | 'stage'>,
  today: string,
): Extract<WalkInFinding, { kind: 'registered' }>['refusal'] {
  if (!officeStages.some((known) => known === stage)) {
    return { code: 'transition_not_allowed', state: 'served' }
  }
  if (appointment && liveStates.includes(appointment.state)) {
    const { id, state, date } = appointment
    // One whose day went by without anybody closing it keeps nobody out.
    if (date >= today) return { code: 'already_booked', state, appointmentId: id, date }
  }
  if (bookableFrom !== null && isBanned(today, bookableFrom)) return { code: 'booking_banned', bookableFrom }
  return null
}
