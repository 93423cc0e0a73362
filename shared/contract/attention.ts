import type { ConditionCode } from './condition.ts'

/**
 * What may need a person while nobody looks at the window: events that the central system refused, and what endangers the
 * office's work. Page and shell name it by its code alone; the words are in the catalogues, so nothing personal can be told.
 */
export const matters = [
  'refusals',
  'disk_full',
  'disk_low',
  'version_old',
  'host_elsewhere',
  'own_events_unknown',
  'database_restored',
  'backup_failed',
  'journal_failed',
  'clock_wrong',
  'backlog_old',
  'backlog_large',
  'escrow_missing',
] as const satisfies readonly ('refusals' | ConditionCode)[]
export type Matter = (typeof matters)[number]
