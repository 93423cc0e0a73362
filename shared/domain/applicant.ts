import { z } from 'zod'
import { civilDateSchema } from './civil-time.ts'

/** The person whom the appointment is for. Codes and numbers are ASCII digits (domain.md 2). */
export const applicantSchema = z.object({
  nationalCode: z.string().regex(/^[0-9]{10}$/),
  trackingCode: z.string().regex(/^[0-9]{5,20}$/),
  firstName: z.string().min(1).max(100),
  lastName: z.string().min(1).max(100),
  fatherName: z.string().min(1).max(100),
  birthDate: civilDateSchema,
  postalCode: z.string().max(20).nullable(),
  address: z.string().max(500).nullable(),
  landline: z.string().max(20).nullable(),
  mobile: z.string().max(20).nullable(),
})
export type Applicant = z.infer<typeof applicantSchema>
