import type { stage as fa } from '../fa/stage.ts'
import type { Messages } from '../messages.ts'

export const stage: Messages<typeof fa> = {
  pre_registered: 'Pre-registered',
  booked: 'Appointment booked',
  arrived: 'At the office',
  documents_incomplete: 'Documents incomplete',
  completed: 'Registration completed',
  under_review: 'Under review',
  issuing: 'Being issued',
  issued: 'Issued',
  shipped: 'Sent to the office',
  ready: 'Ready for delivery',
  delivered: 'Delivered',
  returned: 'Returned to the centre',
  no_show: 'No-show',
  cancelled: 'Cancelled',
  rejected: 'Rejected',
}
