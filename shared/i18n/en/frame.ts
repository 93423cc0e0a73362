import type * as fa from '../fa/frame.ts'
import type { Messages } from '../messages.ts'

export const frame: Messages<typeof fa.frame> = {
  places: 'Places',
  day: 'Day',
  queue: 'Queue',
  print: 'Print',
  services: 'Services',
  servicesFull: 'Services for applicants',
  tray: 'Attention',
  trayFull: 'Needs attention',
  log: 'Events',
  logFull: 'Report of events',
  settings: 'Settings',
  office: '{{name}}، {{address}}',
  searchLabel: 'Search and scan',
  searchPlaceholder: 'Name, national code, tracking code or phone; or scan',
  clearSearch: 'Clear the search',
  personMenu: 'Account',
  signOut: 'Sign out',
  desk: 'Desk {{desk}}',
  shortcuts: 'Keyboard shortcuts',
  crashed: 'This part of the application stopped working.',
  crashedTodo: 'Nothing is lost; open it again.',
  reopen: 'Open again',
  reconnecting: 'The core of the application is gone; connecting again…',
  skipToList: 'Go to the list',
}
