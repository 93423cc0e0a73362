import type * as fa from '../fa/shortcuts.ts'
import type { Messages } from '../messages.ts'

export const shortcuts: Messages<typeof fa.shortcuts> = {
  title: 'Keyboard shortcuts',
  everywhere: 'Everywhere',
  inDay: 'List of the day',
  inApplicant: 'Applicant',
  openSheet: 'This sheet',
  search: 'Go to search and scan',
  typeAnywhere: 'Type anywhere: it lands in the search',
  anyKey: 'any letter or digit',
  openFound: 'Open the applicant found',
  backToSearch: 'Back to the search; once more: clear it',
  moveInList: 'Move in the list',
  pageInList: 'A page up or down',
  endsOfList: 'Start and end of the list',
  toApplicant: 'Go to the applicant’s side',
  previousDay: 'Previous day',
  nextDay: 'Next day',
  today: 'Today',
  placeDay: 'Day',
  placePrint: 'Print',
  placeTray: 'Needs attention',
  allStates: 'All states',
  filterState: 'Filter by state, from booked to cancelled',
}
