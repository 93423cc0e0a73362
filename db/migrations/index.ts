import { firstSchema } from './0001-first-schema.ts'
import { walkIns } from './0002-walk-ins.ts'
import { signInAttempts } from './0003-sign-in-attempts.ts'
import { eventReport } from './0004-event-report.ts'
import { managedPeople } from './0005-managed-people.ts'
import { countedLog } from './0006-counted-log.ts'
import { queue } from './0007-queue.ts'
import { printOutcomes } from './0008-print-outcomes.ts'
import type { Migration } from './migration.ts'

/** Every step from an empty file to today's schema, in order. */
export const migrations: readonly Migration[] = [
  firstSchema,
  walkIns,
  signInAttempts,
  eventReport,
  managedPeople,
  countedLog,
  queue,
  printOutcomes,
]
