import { CircleAlert, FileDown, Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatJalali } from '#shared/domain/jalali.ts'
import { isMarked } from '#shared/domain/paper.ts'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { ErrorState } from '../../design/error-state.tsx'
import { HelpLink } from '../../design/help-link.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { ClosingReportSheet } from '../../print/closing-report.tsx'
import { useAnyVersion } from '../../stores/live.ts'
import { useOffice } from '../../stores/office.ts'
import { useAnswer } from '../../stores/use-answer.ts'
import { desktop } from '../../transport/bridge.ts'
import { office } from '../../transport/office-client.ts'
import { CopyOutcome } from '../paper/copy-outcome.tsx'
import { jobKey, printPaper, usePrinting } from '../paper/print-paper.ts'

/** The report of a day's end as it comes out, what became of its newest copy, and the ways to paper and PDF. */
export function ClosingReportDialog({ date, onClose }: { date: string; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const version = useAnyVersion()
  const profile = useOffice((store) => store.profile)
  const { answer, problem, reload } = useAnswer(() => office().day.closingReport({ date }), [date, version])
  const marked = isMarked(answer?.printed?.outcome ?? null)
  const print = (pdfName: string | null) => {
    if (answer) void printPaper({ paper: 'closing_report', date, report: answer, pdfName })
  }
  const disabledReason = answer ? null : t('closing.report.loading')
  // The calendar of the office, in digits and signs that every file system takes and sorts.
  const pdfName = t('closing.report.fileName', {
    date: formatJalali(date, 'short', 'en').replaceAll('/', '-'),
  })
  const under = usePrinting((store) => store.under)
  const isUnder = (name: string | null) =>
    under.includes(jobKey({ paper: 'closing_report', date, pdfName: name }))
  const isPrinting = isUnder(null)
  const isSaving = isUnder(pdfName)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('closing.report.title', { date: format.date(date, 'full') })}
      help="closing"
      width="l"
      actions={
        <>
          <p
            role="status"
            className={`me-auto flex min-w-0 items-center gap-2 text-small ${marked ? 'font-semibold text-no-show' : 'text-second'}`}
          >
            {marked && <CircleAlert size={14} aria-hidden className="shrink-0" />}
            <span>
              {answer && <CopyOutcome printed={answer.printed} isPrinting={isPrinting || isSaving} />}{' '}
              {marked && <HelpLink to="paper#again" />}
            </span>
          </p>
          <Button onPress={onClose}>{t('common.close')}</Button>
          {desktop() && (
            <Button
              icon={<FileDown size={16} aria-hidden />}
              isPending={isSaving}
              disabledReason={disabledReason}
              onPress={() => print(pdfName)}
            >
              {t('schedule.savePdf')}
            </Button>
          )}
          <Button
            variant="primary"
            autoFocus
            icon={<Printer size={16} aria-hidden />}
            isPending={isPrinting}
            disabledReason={disabledReason}
            onPress={() => print(null)}
          >
            {t(answer?.printed ? 'paper.againShort' : 'paper.printShort')}
          </Button>
        </>
      }
    >
      {answer && profile ? (
        <div className="flex justify-center rounded-m bg-sunken p-3">
          {/* The very sheet that comes out, small enough for the dialog. */}
          <div className="[zoom:0.8]">
            <ClosingReportSheet report={answer} office={profile} copy={null} />
          </div>
        </div>
      ) : problem ? (
        <ErrorState problem={problem} onRetry={reload} />
      ) : (
        <div role="status" aria-label={t('closing.report.loading')} className="flex flex-col gap-3">
          <Skeleton className="h-8 w-64" />
          <Skeleton className="h-60 w-full" />
        </div>
      )}
    </Dialog>
  )
}
