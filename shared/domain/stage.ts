import type { AppointmentState } from './state.ts'

/**
 * The stages of a registration (domain.md 1.4). No official list exists and the central system may send others: a stage
 * that is not here is shown as it came.
 */
export const stages = [
  'pre_registered',
  'booked',
  'arrived',
  'documents_incomplete',
  'completed',
  'under_review',
  'issuing',
  'issued',
  'shipped',
  'ready',
  'delivered',
  'returned',
  'no_show',
  'cancelled',
  'rejected',
] as const
export type Stage = (typeof stages)[number]

/** Stages that the issuing side sets, after the office has served the applicant. */
export const issuanceStages = [
  'under_review',
  'issuing',
  'issued',
  'shipped',
  'ready',
  'delivered',
  'returned',
  'rejected',
] as const satisfies readonly Stage[]
export type IssuanceStage = (typeof issuanceStages)[number]

/** Stages at which the office still has the say: what happens to the appointment moves them. */
export const officeStages = [
  'pre_registered',
  'booked',
  'arrived',
  'documents_incomplete',
  'no_show',
  'cancelled',
] as const satisfies readonly Stage[]

/** After these the registration is over: the citizen may register again. */
export const finalStages: readonly string[] = ['delivered', 'rejected'] satisfies readonly Stage[]

/** The stage that a state of the appointment means for its registration; `served` completes it. */
export const stageOfState: Record<AppointmentState, Stage> = {
  booked: 'booked',
  arrived: 'arrived',
  documents_incomplete: 'documents_incomplete',
  documents_complete: 'arrived',
  served: 'completed',
  no_show: 'no_show',
  cancelled: 'cancelled',
}

export const isStage = (stage: string): stage is Stage => (stages as readonly string[]).includes(stage)
