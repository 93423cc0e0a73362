import type * as fa from '../fa/history.ts'
import type { Messages } from '../messages.ts'

export const history: Messages<typeof fa.history> = {
  title: 'History',
}
