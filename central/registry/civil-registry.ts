import type { Gender } from '#shared/domain/registration-form.ts'

/** What the civil registry knows of a person, as far as a registration is checked against it. */
export type RegistryPerson = {
  nationalCode: string
  firstName: string
  lastName: string
  fatherName: string
  birthDate: string
  certificateNumber: string
  certificateSerial: string
  gender: Gender
  iranian: boolean
  deceased: boolean
  /** Whether a smart card was issued already. */
  hasCard: boolean
}

/** The civil registry (ثبت احوال) as the central system asks it. */
export type CivilRegistry = {
  /** The person with this national code; null when there is none. */
  find(nationalCode: string): Promise<RegistryPerson | null>
}
