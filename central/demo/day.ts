import { type Appointment, bookedAppointment } from '#shared/domain/appointment.ts'
import type { RequestKind } from '#shared/domain/requirement.ts'
import { slotTimes } from '#shared/domain/slots.ts'
import { instantOf } from '#shared/domain/tehran-time.ts'
import { demoOffice } from './office.ts'
import { personAt } from './person.ts'
import { type Random, randomFrom } from './random.ts'

/** How many come on a day of the demonstration: a few seats of its capacity of 144 stay free. */
export const usualDay = 140

const SEED = 'pishkhan 72-104'

const slots = slotTimes(demoOffice, demoOffice.slotMinutes)

/** UUIDv7 whose time is that of the slot: rows of a day lie together in the index. */
function appointmentId(random: Random, date: string, slot: string): string {
  const time = Date.parse(instantOf(date, slot)).toString(16).padStart(12, '0')
  const hex = (count: number) => Array.from({ length: count }, () => random.below(16).toString(16)).join('')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${random.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`
}

function kindOf(random: Random): RequestKind {
  const hundredth = random.below(100)
  if (hundredth < 55) return 'first_issue'
  return hundredth < 85 ? 'replacement' : 'exchange'
}

/**
 * Booked appointments of a day, from place `first` on: the same places give the same people, however many are asked
 * for. Spread evenly over the slots unless one is given. Their revisions are to be stamped by whoever stores them.
 */
export function appointmentsOf(
  date: string,
  first: number,
  count: number,
  slot: string | null = null,
): Appointment[] {
  const day: Appointment[] = []
  for (let index = first; index < first + count; index += 1) {
    const random = randomFrom(`${SEED} ${date} ${index}`)
    const at = slot ?? slots[Math.floor(((index - first) * slots.length) / count)] ?? demoOffice.opensAt
    const applicant = personAt(random, date, index)
    const requestKind = kindOf(random)
    day.push(
      bookedAppointment({
        id: appointmentId(random, date, at),
        officeId: demoOffice.id,
        date,
        slot: at,
        requestKind,
        requirementSet: { id: requestKind, version: 1 },
        applicant,
        revision: 0,
      }),
    )
  }
  return day
}
