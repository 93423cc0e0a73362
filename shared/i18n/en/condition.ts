import type { condition as faCondition, conditionNote as faNote } from '../fa/condition.ts'
import type { Messages } from '../messages.ts'

export const condition: Messages<typeof faCondition> = {
  disk_full: {
    what: 'The disk is full: {{free}} MB are left, and nothing is recorded until there is room.',
    todo: 'Delete files that this computer does not need until {{limit}} MB are free. What was recorded is safe.',
  },
  disk_low: {
    what: 'The disk is nearly full: {{free}} MB are left.',
    todo: 'Delete files that are not needed before the day ends; the application needs {{limit}} MB.',
  },
  version_old: {
    what: 'This version of the application ({{version}}) is no longer accepted; nothing is recorded with it.',
    todo: 'Update the application to version {{needed}} or newer. What was recorded is safe.',
  },
  host_elsewhere: {
    what: 'The office is worked on the computer “{{device}}” now (last heard of {{time}}); this one records nothing.',
    todo: 'If that computer has failed, the supervisor can bring the work here. What was recorded there is not lost.',
  },
  own_events_unknown: {
    what: 'Some of what was recorded and sent before the damage may be missing here; nothing is recorded until it has been fetched from the central system.',
    todo: 'Connect this computer to the network once; it is fetched by itself and takes a few seconds.',
  },
  database_restored: {
    what: 'The office’s database was damaged and has been restored.',
    todo: 'Compare the last few appointments with what you have at hand.',
  },
  backup_failed: {
    what: 'No backup could be written since {{time}}.',
    todo: 'Check the room on the disk and whether the application may write to its folder.',
  },
  journal_failed: {
    what: 'The second copy of what is recorded is not being written.',
    todo: 'Work goes on; connect the disk that it is on, or make room there.',
  },
  clock_wrong: {
    what: 'This computer’s clock is {{span}} {{direction}}.',
    todo: 'Set the computer’s time and date right. The order of what is recorded is not affected.',
  },
  escrow_missing: {
    what: 'The key of this computer’s data is not on paper yet.',
    todo: 'Make the recovery code and print it: should the key of this computer be lost, only it brings back work that was not sent.',
  },
  backlog_old: {
    what: '{{events}} acts wait to be sent, the oldest for {{hours}} hours.',
    todo: 'Check the network; where there is none, carry them in a file.',
  },
  backlog_large: { what: '{{events}} acts wait to be sent.', todo: 'Check the network.' },
}

export const conditionNote: Messages<typeof faNote> = {
  title: 'What needs attention',
  minutes: '{{count}} minutes',
  hours: '{{count}} hours',
  days: '{{count}} days',
  fast: 'fast',
  slow: 'slow',
  behindLastAct: 'behind the last recorded act',
  more: '{{count}} more',
  less: 'Less',
  acknowledge: 'I have read this',
  takeOver: 'Bring the work here',
  makeEscrow: 'Make the recovery code…',
  takeOverFailed: 'The central system cannot be reached; try again.',
  acknowledgeFailed: 'Not recorded; try again.',
  cause: {
    damaged: 'The office’s database was damaged.',
    lost: 'The office’s database was gone.',
    incomplete: 'The end of the office’s database was missing.',
    requested: 'The database was restored at the supervisor’s wish.',
  },
  fromCopy: 'The backup of {{date}}, {{time}}, took its place.',
  withoutCopy: 'There was no backup; the office begins with an empty database and has to be activated again.',
  recorded: '{{count}} acts were recorded again from the second copy; nothing is missing.',
  recordedInPart: '{{count}} acts were recorded again from the second copy, which was not whole either.',
  restUnknown:
    'The second copy was not to be had either: what was recorded since and sent is fetched from the central system.',
  nothingMissing: 'Nothing was missing.',
  left: '{{count}} acts did not fit and are kept apart; call support.',
  keptAt: 'The former files were not deleted.',
}
