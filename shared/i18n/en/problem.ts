import type * as fa from '../fa/problem.ts'
import type { Messages } from '../messages.ts'

export const problem: Messages<typeof fa.problem> = {
  BAD_REQUEST: { what: 'What was sent is not acceptable.', todo: 'Check what you typed and send it again.' },
  SIGN_IN_REQUIRED: { what: 'Your session has ended.', todo: 'Sign in again.' },
  FORBIDDEN: {
    what: 'Your role may not do this.',
    todo: 'Ask a colleague who holds the role, or the supervisor.',
  },
  NOT_FOUND: {
    what: 'There is no such appointment in this office.',
    todo: 'Refresh the list; it may have gone to another office.',
  },
  NOT_ACTIVATED: {
    what: 'This device has not been activated.',
    todo: 'Get an activation code from the central system and enter it.',
  },
  STORAGE_FAILED: {
    what: 'The disk could not be written; nothing was changed.',
    todo: 'Check the free space and try again.',
  },
  RECORDING_BLOCKED: {
    what: 'Nothing can be recorded now, and nothing was changed.',
    todo: 'Mend what the top of the window tells.',
  },
  COPY_UNUSABLE: {
    what: 'There is no such copy, or it is damaged; nothing was changed.',
    todo: 'Choose another one.',
  },
  JOURNAL_INCOMPLETE: {
    what: 'The second copy of the records is not whole now, and restoring would lose some; nothing was changed.',
    todo: 'Connect its disk or make room there, and try again.',
  },
  EXCHANGE_KEYS_MISSING: {
    what: 'The keys for files have not come yet.',
    todo: 'The line to the central system is needed once; after that it can be done without.',
  },
  ALREADY_ACTIVATED: { what: 'This device is activated already.', todo: 'Sign in with your user name.' },
  ACTIVATION_CODE_INVALID: {
    what: 'The activation code is unknown, used or expired.',
    todo: 'Check the code, or get a new one from the central system.',
  },
  CENTRAL_UNREACHABLE: {
    what: 'The central system cannot be reached.',
    todo: 'Check the address and the network, then try again.',
  },
  CENTRAL_NOT_TRUSTED: {
    what: 'What answers could not prove to be the central system; nothing was sent.',
    todo: 'Do not trust this network: use another line, or call the central system’s support.',
  },
  REGISTRATION_UNKNOWN: {
    what: 'The central system knows no registration with this national code and tracking code.',
    todo: 'Read the figures from the receipt again; recover the tracking code if it is lost, and register the applicant first if there is no registration.',
  },
  WALK_IN_INVALID: {
    what: 'Some of what was typed is not valid; nothing was recorded.',
    todo: 'Correct the marked fields.',
  },
  INVALID_CREDENTIALS: {
    what: 'User name or password is wrong.',
    todo: 'Look at the keyboard language and Caps Lock, then type again.',
  },
  PASSWORD_CHANGE_REQUIRED: {
    what: 'You have signed in with a one-time password.',
    todo: 'Choose a password of your own first.',
  },
  PASSWORD_REFUSED: { what: 'This password was not taken.', todo: 'Choose another one.' },
  TOO_MANY_ATTEMPTS: { what: 'Too many attempts.', todo: 'Wait {{seconds}} seconds, then try again.' },
  unreachable: {
    what: 'The core of the application does not answer.',
    todo: 'Wait a moment; it reconnects by itself. If it does not, close the application and open it again.',
  },
  unexpected: {
    what: 'Something unexpected went wrong.',
    todo: 'Try again; if it comes back, call support.',
  },
}
