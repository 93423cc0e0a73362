import type { AppointmentEventType, DayEventType } from './event.ts'

/**
 * The acts from which the time at the documents desk is counted, whichever comes first. Waiting ends here: with the call,
 * or, where nobody is called, with the first look at the documents.
 */
export const serviceBeginnings = [
  'called',
  'document_decided',
  'details_corrected',
  'documents_concluded',
] as const satisfies readonly AppointmentEventType[]

/** The act with which it ends. */
export const serviceEnd = 'documents_concluded' satisfies AppointmentEventType

/** What counts as work of a person, as an office would name it. Only how much: never how quickly, never in an order. */
export const workKinds = {
  arrivals: ['walked_in', 'checked_in', 'check_in_undone', 'returned'],
  calls: ['called', 'recalled', 'call_skipped', 'handed_over'],
  documents: ['document_decided', 'details_corrected'],
  conclusions: ['documents_concluded', 'served'],
  supervision: ['marked_no_show', 'no_show_reversed', 'day_closed', 'day_reopened'],
} as const satisfies Record<string, readonly (AppointmentEventType | DayEventType)[]>
export type WorkKind = keyof typeof workKinds
export const workKindNames = Object.keys(workKinds) as WorkKind[]

const kindOfType = new Map<string, WorkKind>(
  workKindNames.flatMap((kind) => workKinds[kind].map((type) => [type, kind] as const)),
)

/** The kind of work that an event is; null for what is none, such as the look into a file. */
export const workKindOf = (type: string): WorkKind | null => kindOfType.get(type) ?? null

export const workTypes: readonly string[] = [...kindOfType.keys()]
