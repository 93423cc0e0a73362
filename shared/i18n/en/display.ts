import type * as fa from '../fa/display.ts'
import type { Messages } from '../messages.ts'

export const display: Messages<typeof fa.display> = {
  title: 'Waiting room',
  newest: 'Newest call',
  others: 'Other calls',
  number: 'Queue number',
  desk: 'Desk {{desk}}',
  said: 'Number {{number}} to desk {{desk}}',
  connecting: 'Connecting…',
  nobody: 'Please wait until your number is called.',
  notLive: 'The line is down; these numbers may be old.',
  soundOn: 'Sound: on',
  soundOff: 'Sound: off',
  soundWaits: 'Click once to let it sound',
  theme: { system: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' },
}
