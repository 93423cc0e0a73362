import type * as fa from '../fa/activation.ts'
import type { Messages } from '../messages.ts'

export const activation: Messages<typeof fa.activation> = {
  title: 'Activate this device',
  lead: 'Done once: introduce the device to the central system, so that appointments and people can be fetched.',
  centralUrl: 'Address of the central system',
  centralUrlInvalid: 'Write the whole address, such as https://central.example',
  code: 'Activation code',
  codeHint: 'The code that was issued for this office.',
  codeInvalid: 'An activation code has at least eight characters.',
  submit: 'Activate',
  done: '{{office}} is active.',
  waitingUsers: 'Fetching people and appointments from the central system…',
}
