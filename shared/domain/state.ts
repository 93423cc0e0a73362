/** The states of an appointment, in the order in which a visit passes through them (DESIGN 3). */
export const appointmentStates = [
  'booked',
  'arrived',
  'documents_incomplete',
  'documents_complete',
  'served',
  'no_show',
  'cancelled',
] as const

export type AppointmentState = (typeof appointmentStates)[number]

/** What a person may do in an office. A person can hold several roles. */
export const roles = ['reception', 'documents', 'supervisor'] as const

export type Role = (typeof roles)[number]
