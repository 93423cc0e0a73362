import { CircleAlert, FileText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isMarked } from '#shared/domain/paper.ts'
import { Button } from '../../design/button.tsx'
import { useAnyVersion } from '../../stores/live.ts'
import { useAnswer } from '../../stores/use-answer.ts'
import { office } from '../../transport/office-client.ts'
import { ClosingReportDialog } from './closing-report-dialog.tsx'

/** The way to the report of a closed day, today's or an earlier one's; marked when it did not come out of the printer. */
export function ClosingReportButton({ date }: { date: string }) {
  const { t } = useTranslation()
  const version = useAnyVersion()
  const { answer } = useAnswer(() => office().paper.unprinted({ date }), [date, version])
  const [isOpen, setIsOpen] = useState(false)
  const marked = answer?.some(({ paper, outcome }) => paper === 'closing_report' && isMarked(outcome))
  return (
    <>
      <Button
        size="s"
        variant="quiet"
        icon={
          marked ? (
            <CircleAlert size={14} aria-hidden className="text-no-show" />
          ) : (
            <FileText size={14} aria-hidden />
          )
        }
        onPress={() => setIsOpen(true)}
      >
        {t('paper.kind.closing_report')}
        {marked && <span className="ms-1.5 text-no-show">{t('paper.notPrinted')}</span>}
      </Button>
      {isOpen && <ClosingReportDialog date={date} onClose={() => setIsOpen(false)} />}
    </>
  )
}
