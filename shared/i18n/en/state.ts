import type * as fa from '../fa/state.ts'
import type { Messages } from '../messages.ts'

export const state: Messages<typeof fa.state> = {
  booked: 'Booked',
  arrived: 'Arrived',
  documents_incomplete: 'Incomplete',
  documents_complete: 'Complete',
  served: 'Done',
  no_show: 'No-show',
  cancelled: 'Cancelled',
}

export const role: Messages<typeof fa.role> = {
  reception: 'Reception clerk',
  documents: 'Documents clerk',
  supervisor: 'Supervisor',
}

export const requestKind: Messages<typeof fa.requestKind> = {
  first_issue: 'First issue',
  replacement: 'Replacement',
  exchange: 'Exchange',
}
