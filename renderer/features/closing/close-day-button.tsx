import { Lock, LockOpen } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OfficeDay } from '#shared/domain/day.ts'
import { useFormat } from '../../app/format.ts'
import { useShortcuts } from '../../app/shortcuts.ts'
import { Button } from '../../design/button.tsx'
import { ConfirmDialog } from '../../design/confirm-dialog.tsx'
import { notify } from '../../design/notice.ts'
import { useClock } from '../../stores/clock.ts'
import { applyOfficeDay, applyRows, reloadDay, useDay } from '../../stores/day.ts'
import { endSession, useHasRole } from '../../stores/session.ts'
import { office } from '../../transport/office-client.ts'
import { isSignInRequired, type Problem, problemOf } from '../../transport/problem.ts'
import { printPaper } from '../paper/print-paper.ts'
import { CloseDayDialog } from './close-day-dialog.tsx'
import { ClosingReportButton } from './closing-report-button.tsx'

const CLOSE_KEYS = 'Ctrl+B'

/** Closes the day of the list, or opens it again; for the supervisor. Others see it with the reason why not. */
export function CloseDayButton({ date }: { date: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const day = useDay((store) => (store.day?.date === date ? store.day : null))
  const today = useClock((clock) => clock.today)
  const maySettle = useHasRole('supervisor')
  const [dialog, setDialog] = useState<'close' | 'reopen' | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const running = useRef(false)
  const closed = day?.closed ?? null

  const disabledReason = !maySettle
    ? t('closing.onlySupervisor')
    : day === null || today === null
      ? t('closing.notReady')
      : date > today
        ? t('closing.futureDay')
        : null

  /** One thing at a time; gives what was answered, or null when it was refused. */
  const run = async <T,>(call: () => Promise<T>): Promise<T | null> => {
    if (running.current) return null
    running.current = true
    setIsBusy(true)
    setProblem(null)
    try {
      return await call()
    } catch (error) {
      const failed = problemOf(error)
      if (isSignInRequired(failed)) endSession()
      setProblem(failed)
      // Something changed since the dialog opened: show the counts as they are now.
      if (failed.kind === 'refused') void reloadDay()
      return null
    } finally {
      running.current = false
      setIsBusy(false)
    }
  }

  const settle = async (call: () => Promise<OfficeDay>): Promise<OfficeDay | null> => {
    const answer = await run(call)
    if (answer === null) return null
    applyOfficeDay(answer)
    setDialog(null)
    return answer
  }

  const markNoShows = async (appointmentIds: string[]) => {
    const answer = await run(() => office().day.markNoShows({ date, appointmentIds }))
    if (answer !== null) applyRows(answer.rows, [])
  }
  const printReport = async () => {
    const report = await run(() => office().day.closingReport({ date }))
    if (report !== null) await printPaper({ paper: 'closing_report', date, report, pdfName: null })
  }
  const close = async () => {
    const before = useDay.getState().rows.filter((row) => row.state === 'booked').length
    const after = await settle(() => office().day.close({ date }))
    if (!after) return
    // On a day on which the office was closed whoever is booked stays so.
    const count = before - (after.closed?.counts.booked ?? 0)
    notify({
      tone: 'done',
      title: t('closing.closed'),
      detail: t('closing.closedDetail', { count }),
      action: { label: t('closing.report.print'), run: () => void printReport() },
    })
  }
  const reopen = async (reason: string) => {
    if (await settle(() => office().day.reopen({ date, reason }))) {
      notify({ tone: 'done', title: t('closing.reopened') })
    }
  }
  const open = (kind: 'close' | 'reopen') => {
    setProblem(null)
    setDialog(kind)
  }
  const dismiss = () => setDialog(null)
  const words = t(closed ? 'closing.reopenButton' : 'closing.button')
  useShortcuts([
    {
      keys: CLOSE_KEYS,
      label: words,
      group: 'inDay',
      when: () => disabledReason === null,
      whyNot: () => disabledReason,
      run: () => open(closed ? 'reopen' : 'close'),
    },
  ])

  return (
    <>
      <Button
        size="s"
        variant="quiet"
        icon={closed ? <LockOpen size={14} aria-hidden /> : <Lock size={14} aria-hidden />}
        shortcut={CLOSE_KEYS}
        disabledReason={disabledReason}
        onPress={() => open(closed ? 'reopen' : 'close')}
      >
        {words}
      </Button>
      {maySettle && closed && <ClosingReportButton date={date} />}
      {dialog === 'close' && (
        <CloseDayDialog
          date={date}
          isBusy={isBusy}
          problem={problem}
          onMarkNoShows={(appointmentIds) => void markNoShows(appointmentIds)}
          onConfirm={() => void close()}
          onClose={dismiss}
        />
      )}
      {dialog === 'reopen' && closed && (
        <ConfirmDialog
          title={t('closing.reopenTitle', { date: format.date(date, 'full') })}
          help="closing#reopen"
          confirmLabel={t('closing.reopenConfirm')}
          reasonLabel={t('closing.reopenReason')}
          isBusy={isBusy}
          problem={problem}
          onConfirm={(reason) => void reopen(reason)}
          onClose={dismiss}
        >
          <p className="text-body text-second">
            {t('closing.reopenDetail', {
              name: closed.by.kind === 'user' ? closed.by.displayName : t('history.central'),
              time: format.timeOf(closed.at),
            })}
          </p>
        </ConfirmDialog>
      )}
    </>
  )
}
