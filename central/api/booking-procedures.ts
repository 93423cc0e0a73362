import { ORPCError } from '@orpc/server'
import { type CitizenAppointment, citizenContract } from '#shared/contract/citizen.ts'
import { isStorable } from '#shared/domain/free-text.ts'
import { civilNow } from '../booking/bookable-days.ts'
import { bookableDays, listOffices } from '../booking/offices.ts'
import type { BookingOutcome } from '../booking/outcome.ts'
import type { Place } from '../booking/under-lock.ts'
import type { CentralParts } from '../parts.ts'
import { type Requester, requestLimits } from '../registration/request-limit.ts'
import type { Access } from './procedures.ts'

/** The procedures of offices and appointments, as citizens use them. */
export function bookingProcedures({ database, clock, booking, requestLimit }: CentralParts, access: Access) {
  const now = () => civilNow(clock.now())
  const { offices } = access.citizen(requestLimits.offices).citizen
  const { appointments } = access.citizen(requestLimits.booking).citizen

  /** Wrong codes are counted against the person, like everywhere that asks for them. */
  const appointmentOf = async (
    requester: Requester,
    nationalCode: string,
    work: () => Promise<BookingOutcome | null>,
  ): Promise<CitizenAppointment> => {
    const outcome = await requestLimit.countWrongCodes(requester, nationalCode, work)
    return outcome ? appointmentIn(outcome) : refuse('CREDENTIALS_UNKNOWN')
  }
  return {
    offices: {
      list: offices.list.handler(({ input, errors }) => {
        for (const text of [input.province, input.city]) {
          if (text !== undefined && !isStorable(text)) throw errors.BAD_REQUEST()
        }
        return listOffices(database.pool, now(), input)
      }),
      slots: offices.slots.handler(async ({ input, errors }) => {
        const days = await bookableDays(database.pool, now(), input.officeId.toLowerCase(), input)
        if (!days) throw errors.OFFICE_UNKNOWN()
        return { days }
      }),
    },
    appointments: {
      book: appointments.book.handler(({ input, context: { requester } }) =>
        appointmentOf(requester, input.nationalCode, () => booking.book(input, placeOf(input))),
      ),
      change: appointments.change.handler(({ input, context: { requester } }) =>
        appointmentOf(requester, input.nationalCode, () =>
          booking.change(input, input.id.toLowerCase(), placeOf(input)),
        ),
      ),
      cancel: appointments.cancel.handler(({ input, context: { requester } }) =>
        appointmentOf(requester, input.nationalCode, () => booking.cancel(input, input.id.toLowerCase())),
      ),
    },
  }
}

const placeOf = ({ officeId, date, slot }: Place): Place => ({
  officeId: officeId.toLowerCase(),
  date,
  slot,
})

/** Changing can be refused for every reason there is. */
const refusals = citizenContract.appointments.change['~orpc'].errorMap

/** The contract's error of a code. */
function refuse(code: keyof typeof refusals, data?: { bookableFrom: string }): never {
  const { status, message } = refusals[code]
  throw new ORPCError(code, { status, message, data })
}

function appointmentIn(outcome: BookingOutcome): CitizenAppointment {
  if (outcome.ok) return outcome.appointment
  const { code, ...data } = outcome.refusal
  return refuse(code, 'bookableFrom' in data ? data : undefined)
}
