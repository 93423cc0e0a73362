import type * as fa from '../fa/common.ts'
import type { Messages } from '../messages.ts'

export const common: Messages<typeof fa.common> = {
  appName: 'Pishkhan',
  save: 'Save',
  discard: 'Cancel',
  confirm: 'Confirm',
  close: 'Close',
  clear: 'Clear',
  retry: 'Try again',
  stop: 'Stop',
  progress: '{{done}} of {{total}}',
  loading: 'Loading…',
  working: 'Working…',
  notices: 'Messages',
  required: 'Required',
  reason: 'Reason',
  note: 'Note',
  comma: ', ',
  today: 'Today',
  tomorrow: 'Tomorrow',
  yesterday: 'Yesterday',
  people_one: '{{count}} person',
  people_other: '{{count}} people',
  reasonTooShort: 'Give the reason in at least three characters.',
}
