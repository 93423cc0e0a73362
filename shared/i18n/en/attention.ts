import type { attention as fa } from '../fa/attention.ts'
import type { Messages } from '../messages.ts'

export const attention: Messages<typeof fa> = {
  title: 'Pishkhan',
  waiting: '({{count}}) Pishkhan',
  matter: {
    refusals: {
      what: 'The central system refused something',
      todo: 'Look into “Needs attention” and decide.',
    },
    disk_full: {
      what: 'The disk is full and nothing is recorded',
      todo: 'Delete files on this computer that are no longer needed.',
    },
    disk_low: {
      what: 'The disk is nearly full',
      todo: 'Delete files that are no longer needed before the day ends.',
    },
    version_old: {
      what: 'This version of the application is no longer accepted',
      todo: 'Nothing is recorded until it is updated.',
    },
    host_elsewhere: {
      what: 'The office works on another computer now',
      todo: 'This computer records nothing; bring the work back if it belongs here.',
    },
    own_events_unknown: {
      what: 'Nothing is recorded until the central system has been reached',
      todo: 'Connect this computer to the network once.',
    },
    database_restored: {
      what: 'The office’s database was restored',
      todo: 'Check the last few appointments.',
    },
    backup_failed: {
      what: 'No backup is being written',
      todo: 'Check the free space and the permission to write in the application’s folder.',
    },
    journal_failed: {
      what: 'The second copy of the records is not being written',
      todo: 'Connect the disk that it is on.',
    },
    clock_wrong: {
      what: 'The clock of this computer is wrong',
      todo: 'Set the computer’s time and date.',
    },
    backlog_old: {
      what: 'What was recorded has not been sent for long',
      todo: 'Check the network; if there is none, carry the events in a file.',
    },
    backlog_large: {
      what: 'Many events wait to be sent',
      todo: 'Check the network.',
    },
    escrow_missing: {
      what: 'The key of this computer’s data is not on paper yet',
      todo: 'Make the recovery code and print it.',
    },
  },
}
