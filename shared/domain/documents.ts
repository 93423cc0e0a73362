import { parseAddress } from './address.ts'
import type { Applicant } from './applicant.ts'
import type { Appointment, DocumentDecision } from './appointment.ts'
import { parseLandline } from './landline.ts'
import { parseMobile } from './mobile.ts'
import { parsePostalCode } from './postal-code.ts'
import type { CorrectableField, RequirementItem } from './requirement.ts'
import type { Validation } from './validation.ts'

/** Validates and normalises what is typed for a correctable field (domain.md 2.3–2.5). `areaCode` completes an 8-digit landline. */
export function parseDetail(
  field: CorrectableField,
  input: string,
  options: { areaCode?: string } = {},
): Validation {
  switch (field) {
    case 'postalCode':
      return parsePostalCode(input)
    case 'address':
      return parseAddress(input)
    case 'landline':
      return parseLandline(input, options)
    case 'mobile':
      return parseMobile(input)
  }
}

/** True when the stored value is there, valid and in its normal form. */
export function hasValidDetail(applicant: Applicant, field: CorrectableField): boolean {
  const stored = applicant[field]
  if (stored === null) return false
  const parsed = parseDetail(field, stored)
  return parsed.ok && parsed.value === stored
}

export const decisionFor = (appointment: Appointment, item: string): DocumentDecision | undefined =>
  appointment.decisions.find((decision) => decision.item === item)

/** The required items that are neither accepted nor waived: what the applicant still has to bring. */
export function missingItems(
  appointment: Appointment,
  items: readonly RequirementItem[],
): readonly RequirementItem[] {
  return items.filter((item) => {
    if (!item.required) return false
    const verdict = decisionFor(appointment, item.key)?.verdict
    return verdict !== 'accepted' && verdict !== 'waived'
  })
}
