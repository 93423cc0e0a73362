import type * as fa from '../fa/undo.ts'
import type { Messages } from '../messages.ts'

export const undo: Messages<typeof fa.undo> = {
  key: 'Undo the last act',
  action: 'Undo',
  nothing: 'There is nothing to undo; it is possible for ten seconds after an act.',
  reason: 'Recorded by mistake',
  failed: 'Not undone',
  checkedIn: '{{name}} is checked in; queue number {{number}}',
  checkIn: 'Undo the check-in of {{name}}',
  markedNoShow: '{{name}} is marked as no-show',
  noShow: 'Undo the no-show of {{name}}',
  verdict: 'Undo the verdict of “{{item}}”',
  toItem: 'Back to “{{item}}”',
  correction: 'Undo the correction of “{{item}}”',
}
