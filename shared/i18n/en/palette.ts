import type * as fa from '../fa/palette.ts'
import type { Messages } from '../messages.ts'

export const palette: Messages<typeof fa.palette> = {
  title: 'Command palette',
  label: 'Name of a command or an applicant',
  placeholder: 'A command, place, setting, or an applicant’s name or code',
  results: 'Found',
  recent: 'Used last',
  applicants: 'Applicants of this day',
  openCode: 'Go to the applicant with the code {{code}}',
  nothing: 'There is no command for “{{query}}”. Write another name, or press Esc.',
  setting: '{{name}}: {{value}}',
}
