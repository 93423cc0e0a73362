import type { Appointment } from '#shared/domain/appointment.ts'
import { isBanned } from '#shared/domain/no-show.ts'
import type { RequirementSet } from '#shared/domain/requirement.ts'
import { currentRequirementSet } from '#shared/domain/rules.ts'
import { officeStages } from '#shared/domain/stage.ts'
import { bookableDay, bookableRange, type CivilNow, hasBegun } from './bookable-days.ts'
import type { Place, UnderLock } from './under-lock.ts'

/** Why there is no appointment; the codes are those of the contract. */
export type BookingRefusal =
  | {
      code:
        | 'OFFICE_UNKNOWN'
        | 'SLOT_FULL'
        | 'OFFICE_CLOSED'
        | 'SLOT_NOT_OFFERED'
        | 'ALREADY_BOOKED'
        | 'REGISTRATION_COMPLETED'
        | 'NOT_CHANGEABLE'
    }
  | { code: 'BOOKING_BANNED'; bookableFrom: string }

export type Decision =
  | { do: 'refuse'; refusal: BookingRefusal }
  /** The wanted appointment is there: a request whose answer was lost. */
  | { do: 'repeat'; appointment: Appointment }
  | {
      do: 'book'
      set: RequirementSet
      /** To be cancelled first. */
      cancels: Appointment | null
      /** Of a day that has passed without an end; it keeps its state and stops counting. */
      leaves: Appointment | null
    }

const refuse = (code: Exclude<BookingRefusal['code'], 'BOOKING_BANNED'>): Decision => ({
  do: 'refuse',
  refusal: { code },
})

export const isChangeable = ({ state, date, slot }: Appointment, now: CivilNow): boolean =>
  state === 'booked' && !hasBegun(date, slot, now)

const isAt = (appointment: Appointment, place: Place): boolean =>
  appointment.officeId === place.officeId &&
  appointment.date === place.date &&
  appointment.slot === place.slot

/**
 * What becomes of a wish to book, or to change the appointment `changing`. Pure. The person's own standing comes first:
 * who may not book is told so, whatever is still free.
 */
export function decide(under: UnderLock, place: Place, changing: string | null, now: CivilNow): Decision {
  const { live } = under
  if (live && isAt(live, place) && live.state === 'booked' && live.date >= now.date) {
    return { do: 'repeat', appointment: live }
  }
  // Of a stage that is not known here the answer is no.
  const { live: registered, stage } = under.registration
  if (!registered || !officeStages.some((open) => open === stage)) return refuse('REGISTRATION_COMPLETED')
  if (changing !== null && (live?.id !== changing || !isChangeable(live, now)))
    return refuse('NOT_CHANGEABLE')
  const passed = live !== null && live.date < now.date
  if (changing === null && live && !passed) return refuse('ALREADY_BOOKED')
  if (under.bookableFrom !== null && isBanned(now.date, under.bookableFrom)) {
    return { do: 'refuse', refusal: { code: 'BOOKING_BANNED', bookableFrom: under.bookableFrom } }
  }

  const { calendar } = under.facts
  const range = bookableRange(calendar, now)
  if (!range || place.date < range.from || place.date > range.to) return refuse('SLOT_NOT_OFFERED')
  const day = bookableDay(calendar, place.date, now, (slot) =>
    slot === place.slot ? under.seats : undefined,
  )
  if (day.status === 'closed' && !hasBegun(place.date, place.slot, now)) return refuse('OFFICE_CLOSED')
  const slot = day.slots.find(({ time }) => time === place.slot)
  // An office that was given no requirements for this kind of request cannot take it.
  const set = currentRequirementSet(under.rules, under.registration.request_kind)
  if (!slot || !set) return refuse('SLOT_NOT_OFFERED')
  if (slot.free === 0) return refuse('SLOT_FULL')
  return {
    do: 'book',
    set,
    cancels: live?.state === 'booked' ? live : null,
    leaves: live && live.state !== 'booked' ? live : null,
  }
}
