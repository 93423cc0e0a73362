import type { CitizenAppointment } from '#shared/contract/citizen.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { type OfficeRules, requirementItems } from '#shared/domain/rules.ts'

/** What a citizen is shown of an appointment: where, when, and what to bring. */
export function citizenAppointment(
  { id, date, slot, state, requestKind, requirementSet }: Appointment,
  office: CitizenAppointment['office'],
  rules: OfficeRules,
): CitizenAppointment {
  return {
    id,
    date,
    slot,
    state,
    requestKind,
    office,
    bring: (requirementItems(rules, requirementSet) ?? []).map(({ key, title, kind, required }) => ({
      key,
      title,
      kind,
      required,
    })),
  }
}
