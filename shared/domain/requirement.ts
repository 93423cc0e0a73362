import { z } from 'zod'
import { type RequestKind, requestKinds } from './request-kind.ts'

/** A text that the central system supplies in both languages of the screen. */
export const bilingualTextSchema = z.object({ fa: z.string().min(1), en: z.string().min(1) })
export type BilingualText = z.infer<typeof bilingualTextSchema>

/** The applicant's data that a clerk may correct at the counter. */
export const correctableFields = ['postalCode', 'address', 'landline', 'mobile'] as const
export type CorrectableField = (typeof correctableFields)[number]

export { type RequestKind, requestKinds }

export const failReasonSchema = z.object({ code: z.string().min(1).max(64), title: bilingualTextSchema })
export type FailReason = z.infer<typeof failReasonSchema>

export const requirementItemSchema = z.object({
  key: z.string().min(1).max(64),
  title: bilingualTextSchema,
  /** Information items are typed values to confirm; a physical item is a paper to look at (domain.md 1.3). */
  kind: z.enum(['physical', 'information']),
  field: z.enum(correctableFields).nullable(),
  required: z.boolean(),
  failReasons: z.array(failReasonSchema).min(1),
})
export type RequirementItem = z.infer<typeof requirementItemSchema>

/** What a kind of request demands; versioned, supplied by the central system (DESIGN 3). */
export const requirementSetSchema = z.object({
  id: z.string().min(1).max(64),
  version: z.int().positive(),
  requestKind: z.enum(requestKinds),
  items: z.array(requirementItemSchema).min(1),
})
export type RequirementSet = z.infer<typeof requirementSetSchema>
