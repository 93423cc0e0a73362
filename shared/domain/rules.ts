import { z } from 'zod'
import { civilDateSchema } from './civil-time.ts'
import type { RequestKind, RequirementItem, RequirementSet } from './requirement.ts'
import { requirementSetSchema } from './requirement.ts'

/** From where on the office tells that its work is in danger, and from where on it records nothing more. */
export const officeLimitsSchema = z.object({
  lowDiskMegabytes: z.int().min(0),
  leastDiskMegabytes: z.int().min(0),
  clockOffsetMinutes: z.int().min(1),
  /** How old and how many the acts may be that wait for the central system. */
  backlogHours: z.int().min(1),
  backlogEvents: z.int().min(1),
  /** Older applications record nothing more. */
  leastAppVersion: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/)
    .nullable(),
})
export type OfficeLimits = z.infer<typeof officeLimitsSchema>

/** What holds until the central system says otherwise. */
export const defaultLimits: OfficeLimits = {
  lowDiskMegabytes: 500,
  leastDiskMegabytes: 50,
  clockOffsetMinutes: 5,
  backlogHours: 72,
  backlogEvents: 5000,
  leastAppVersion: null,
}

/**
 * The figures of the field that the central system sets for an office (domain.md 6).
 * Server data, never constants: `defaultRules` is what the demonstration office is given.
 */
export const officeRulesSchema = z.object({
  /** Minutes after the slot's start before a no-show may be recorded. */
  graceMinutes: z
    .int()
    .min(0)
    .max(24 * 60),
  /** Civil days after a missed day on which booking is refused. */
  banDays: z.int().min(0).max(365),
  trackingCodeLength: z.int().min(5).max(20),
  requirementSets: z.array(requirementSetSchema),
  /** Days on which the office is closed (holidays, closures): nobody becomes a no-show on them. */
  closedDates: z.array(civilDateSchema).optional(),
  limits: officeLimitsSchema.optional(),
  /** After so many minutes without a hand on it a screen locks itself. */
  idleLockMinutes: z.int().min(1).max(120).optional(),
})
export type OfficeRules = z.infer<typeof officeRulesSchema>

export const defaultFigures = { graceMinutes: 15, banDays: 3, trackingCodeLength: 10 } as const

/** What holds until the central system says otherwise, also before it has sent anything. */
export const idleLockMinutes = (rules: Pick<OfficeRules, 'idleLockMinutes'> | undefined): number =>
  rules?.idleLockMinutes ?? 10

/** Whether the office takes nobody on a civil date, by a holiday or a closure that the central system has told. */
export const isOfficeClosed = (rules: Pick<OfficeRules, 'closedDates'>, date: string): boolean =>
  rules.closedDates?.includes(date) ?? false

/** The items that an appointment must satisfy; null when the office was never given its set: rules fail closed. */
export function requirementItems(
  rules: OfficeRules,
  requirementSet: { id: string; version: number },
): readonly RequirementItem[] | null {
  const set = rules.requirementSets.find(
    (candidate) => candidate.id === requirementSet.id && candidate.version === requirementSet.version,
  )
  return set ? set.items : null
}

/** The newest set for a kind of request: what a new appointment is given. Undefined when there is none: it fails closed. */
export function currentRequirementSet(
  rules: Pick<OfficeRules, 'requirementSets'>,
  requestKind: RequestKind,
): RequirementSet | undefined {
  return rules.requirementSets
    .filter((set) => set.requestKind === requestKind)
    .reduce<RequirementSet | undefined>(
      (newest, set) => (newest === undefined || set.version > newest.version ? set : newest),
      undefined,
    )
}
