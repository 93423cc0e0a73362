import type { Visit } from '#shared/contract/office.ts'
import type { Slip } from '#shared/domain/paper.ts'
import { usePaperSettings } from '../../stores/paper-settings.ts'
import { printPaper } from './print-paper.ts'

/** The slip that the newest act of a visit gives rise to; what was printed since is no act. */
function slipOfLastAct({ history, appointment }: Visit): Slip | null {
  const last = history.findLast(({ type }) => type !== 'slip_printed' && type !== 'print_failed')
  if (last?.type === 'checked_in') return 'check_in_slip'
  const isIncomplete = appointment.state === 'documents_incomplete'
  return last?.type === 'documents_concluded' && isIncomplete ? 'missing_documents_slip' : null
}

/** After an act of this desk: prints the slip that it gives rise to, where the desk is set so. */
export function printByItself(visit: Visit): void {
  const slip = slipOfLastAct(visit)
  if (slip !== null && usePaperSettings.getState()[slip].byItself) void printPaper({ paper: slip, visit })
}
