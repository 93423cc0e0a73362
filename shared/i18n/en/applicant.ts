import type * as fa from '../fa/applicant.ts'
import type { Messages } from '../messages.ts'

export const applicant: Messages<typeof fa.applicant> = {
  title: 'Applicant',
}
