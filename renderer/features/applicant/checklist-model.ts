import type { Appointment, DocumentDecision } from '#shared/domain/appointment.ts'
import { decisionFor, hasValidDetail, missingItems } from '#shared/domain/documents.ts'
import type { Verdict } from '#shared/domain/event.ts'
import type { RequirementItem } from '#shared/domain/requirement.ts'

export type ChecklistLine = {
  item: RequirementItem
  decision: DocumentDecision | null
  status: Verdict | 'undecided'
  /** The stored value of an information item; null when there is none or the item is a paper. */
  value: string | null
  /** False when the item has a value to confirm and the stored one cannot be accepted. */
  acceptable: boolean
}

export type Checklist = {
  lines: readonly ChecklistLine[]
  /** Of the required items: how many have a verdict, and how many there are. */
  decided: number
  total: number
  undecided: readonly RequirementItem[]
  /** Required items that are neither accepted nor waived: what stands between the applicant and completeness. */
  missing: readonly RequirementItem[]
  failed: readonly RequirementItem[]
}

/** The checklist as the screen shows it; which items are missing is the rule book's word (`missingItems`). */
export function checklistOf(appointment: Appointment, items: readonly RequirementItem[]): Checklist {
  const lines = items.map((item): ChecklistLine => {
    const decision = decisionFor(appointment, item.key) ?? null
    return {
      item,
      decision,
      status: decision?.verdict ?? 'undecided',
      value: item.field && appointment.applicant[item.field],
      acceptable: item.field === null || hasValidDetail(appointment.applicant, item.field),
    }
  })
  const required = lines.filter(({ item }) => item.required)
  const having = (status: ChecklistLine['status']) =>
    required.filter((line) => line.status === status).map(({ item }) => item)
  const undecided = having('undecided')
  return {
    lines,
    decided: required.length - undecided.length,
    total: required.length,
    undecided,
    missing: missingItems(appointment, items),
    failed: having('failed'),
  }
}

/**
 * Where the hand goes after a verdict: the next undecided item after `key`, otherwise the first undecided one,
 * otherwise null: everything is decided. `key` null asks for the first.
 */
export function nextUndecided(checklist: Checklist, key: string | null): string | null {
  const { lines } = checklist
  const start = key === null ? 0 : lines.findIndex(({ item }) => item.key === key) + 1
  const inOrder = [...lines.slice(start), ...lines.slice(0, start)]
  return inOrder.find(({ status, item }) => status === 'undecided' && item.key !== key)?.item.key ?? null
}
