import type * as fa from '../fa/activation.ts'
import type { Messages } from '../messages.ts'

export const activation: Messages<typeof fa.activation> = {
  title: 'Activate this device',
  lead: 'Done once: introduce the device to the central system, so that appointments and people can be fetched.',
  codeLead: 'The central system is there. Write the code that was issued for this office.',
  centralUrl: 'Address of the central system',
  centralUrlHint: 'It stands in the office’s letter of activation.',
  centralUrlInvalid: 'Write the whole address, such as https://central.example',
  code: 'Activation code',
  codeHint: 'A code is good once, for one device.',
  codeInvalid: 'An activation code has at least eight characters.',
  next: 'Continue',
  back: 'Back',
  submit: 'Activate',
}

export const firstStart: Messages<typeof fa.firstStart> = {
  steps: 'Steps of setting up',
  step: { central: 'System', code: 'Code', fetch: 'Fetch', signIn: 'Sign in' },
  stepDone: '(done)',
  fetching: 'Fetching the office’s data',
  fetchingLead: 'This device is active.',
  progress: '{{received}} of {{total}} fetched.',
  received_one: '{{count}} fetched.',
  received_other: '{{count}} fetched.',
  fetched: {
    office: 'The office and its rules',
    people: 'People of the office',
    appointments: 'Appointments',
  },
  halted: 'It does not go on just now; it will by itself when the line is back.',
  signInAlready: 'Sign in before everything has come',
  firstSignIn: 'The supervisor signs in first',
  firstSignInTodo: 'The central system gave them a one-time password; the other people they add themselves.',
  nobody: 'The central system has no people for this office yet.',
  nobodyTodo: 'Ask the operator of the central system to add the supervisor; this page goes on by itself.',
}

export const demonstration: Messages<typeof fa.demonstration> = {
  mark: 'Demo',
  title: 'Demonstration',
  signIn: 'All people and appointments are made up. Sign in as whoever you like.',
  explanation: 'Demonstration: all people and appointments are made up, and nothing goes to a real system.',
}
