import { uuidv7 } from 'uuidv7'
import { type Appointment, bookedAppointment } from '#shared/domain/appointment.ts'
import { applicantOf } from '#shared/domain/registration.ts'
import type { RequirementSet } from '#shared/domain/requirement.ts'
import type { Wish } from './under-lock.ts'

/** A booked appointment as its office will pull it. */
export function newAppointment(
  { registration: { details, request_kind, tracking_code }, place: { officeId, date, slot } }: Wish,
  set: RequirementSet,
  revision: number,
): Appointment {
  return bookedAppointment({
    id: uuidv7(),
    officeId,
    date,
    slot,
    requestKind: request_kind,
    requirementSet: { id: set.id, version: set.version },
    applicant: applicantOf(details, tracking_code),
    revision,
  })
}
