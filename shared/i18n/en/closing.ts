import type * as fa from '../fa/closing.ts'
import type { Messages } from '../messages.ts'

export const closing: Messages<typeof fa.closing> = {
  title: 'Close the day',
}
