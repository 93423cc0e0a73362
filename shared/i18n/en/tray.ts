import type * as fa from '../fa/tray.ts'
import type { Messages } from '../messages.ts'

export const tray: Messages<typeof fa.tray> = {
  title: 'Needs attention',
}
