export const LIST_ID = 'day-list'

/** The DOM id of a row, for aria-activedescendant. */
export const rowElementId = (appointmentId: string): string => `row-${appointmentId}`
