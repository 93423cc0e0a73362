import type { backups as fa } from '../fa/backups.ts'
import type { Messages } from '../messages.ts'

export const backups: Messages<typeof fa> = {
  title: 'Backups',
  reading: 'Each copy is opened and read…',
  lead: 'Every hour and at closing an encrypted copy is written and tested.',
  make: 'Write one now',
  made: 'A backup was written.',
  empty: 'There is none yet.',
  size: '{{megabytes}} MB',
  whole: 'Sound',
  damaged: 'Damaged',
  restore: 'Restore…',
  confirmTitle: 'Restore the backup of {{date}}, {{time}}?',
  confirmText:
    'The application closes and opens again, and everybody signs in anew. What was recorded since that copy is recorded again from the second copy; nothing is lost.',
  confirm: 'Restore',
  restarting: 'The application starts again…',
}
