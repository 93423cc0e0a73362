import type * as fa from '../fa/sign-in.ts'
import type { Messages } from '../messages.ts'

export const signIn: Messages<typeof fa.signIn> = {
  title: 'Sign in',
  username: 'User name',
  password: 'Password',
  show: 'Show the password',
  hide: 'Hide the password',
  submit: 'Sign in',
  usernameMissing: 'Enter the user name.',
  passwordMissing: 'Enter the password.',
  capsLock: 'Caps Lock is on.',
  persianLayout: 'The keyboard is set to Persian; passwords are usually in Latin letters.',
  offlineHint: 'Signing in works without a connection.',
}
