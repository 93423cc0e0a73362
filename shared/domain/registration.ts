import { z } from 'zod'
import type { Applicant } from './applicant.ts'
import { civilDateSchema } from './civil-time.ts'
import { genders, type RegistrationDetails } from './registration-form.ts'
import { requestKinds } from './request-kind.ts'

export {
  emptyRegistrationForm,
  type Gender,
  genders,
  parseRegistration,
  parseRegistrationField,
  type RegistrationContext,
  type RegistrationDetails,
  type RegistrationErrors,
  type RegistrationField,
  type RegistrationForm,
  registrationFields,
} from './registration-form.ts'

/** A registration in stored form. */
export const registrationDetailsSchema = z.object({
  nationalCode: z.string().regex(/^[0-9]{10}$/),
  firstName: z.string().min(1).max(100),
  lastName: z.string().min(1).max(100),
  fatherName: z.string().min(1).max(100),
  birthDate: civilDateSchema,
  certificateNumber: z.string().regex(/^[0-9]{1,10}$/),
  certificateSerial: z.string().regex(/^[0-9]{6}$/),
  gender: z.enum(genders),
  postalCode: z.string().min(1).max(20),
  address: z.string().min(1).max(500),
  landline: z.string().min(1).max(20),
  mobile: z.string().min(1).max(20),
  requestKind: z.enum(requestKinds),
}) satisfies z.ZodType<RegistrationDetails>

/** What of a registration an appointment carries. */
export function applicantOf(details: RegistrationDetails, trackingCode: string): Applicant {
  const { nationalCode, firstName, lastName, fatherName, birthDate } = details
  const { postalCode, address, landline, mobile } = details
  return {
    nationalCode,
    trackingCode,
    firstName,
    lastName,
    fatherName,
    birthDate,
    postalCode,
    address,
    landline,
    mobile,
  }
}
