import type * as fa from '../fa/lock.ts'
import type { Messages } from '../messages.ts'

export const lock: Messages<typeof fa.lock> = {
  title: 'Locked',
  lock: 'Lock and switch user',
  unlock: 'Unlock',
  somebodyElse: 'Somebody else',
  whoElse: 'Somebody else signs in',
  willBeLost: 'When somebody else signs in, what {{name}} has typed and not recorded is thrown away.',
}
