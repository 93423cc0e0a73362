import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { isPrintFailure } from '#shared/domain/paper.ts'
import { remedies } from '#shared/help/remedies.ts'
import { notify } from '../../design/notice.ts'
import { ClosingReportSheet } from '../../print/closing-report.tsx'
import { LoneSheets } from '../../print/lone-sheets.tsx'
import { Slip } from '../../print/slip.tsx'
import { useOffice } from '../../stores/office.ts'
import { useProblemText } from '../../transport/problem-text.ts'
import { remedyOf } from '../../transport/remedy.ts'
import { printPaper, usePrinting } from './print-paper.ts'

/** Draws the paper that is being printed, and says what did not come out. */
export function PaperHost() {
  const current = usePrinting((store) => store.current)
  const office = useOffice(({ profile }) => profile)
  useFailureNotice()
  if (!current || !office) return null
  return (
    <LoneSheets>
      {current.paper === 'closing_report' ? (
        <ClosingReportSheet report={current.report} office={office} copy={current.copy} />
      ) : (
        <Slip
          slip={current.paper}
          visit={current.visit}
          office={office}
          size={current.size}
          copy={current.copy}
        />
      )}
    </LoneSheets>
  )
}

function useFailureNotice(): void {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const failure = usePrinting((store) => store.failure)
  useEffect(() => {
    if (!failure) return
    usePrinting.setState({ failure: null })
    const { job, why } = failure
    const paper = t(`paper.kind.${job.paper}`)
    if ('code' in why) {
      notify({
        tone: 'problem',
        title: t('paper.notPrinted'),
        detail: t('paper.notPrintedDetail', {
          paper,
          why: isPrintFailure(why.code) ? t(`paper.failed.${why.code}`) : t(`schedule.failed.${why.code}`),
        }),
        remedy: remedies.paperFailure[why.code],
        action: { label: t('paper.againShort'), run: () => void printPaper(job) },
      })
      return
    }
    const { what, todo } = problemText(why.problem)
    notify({
      tone: 'problem',
      title: t('paper.notPrinted'),
      detail: t('paper.notPrintedDetail', { paper, why: `${what} ${todo}` }),
      remedy: remedyOf(why.problem),
    })
  }, [failure, t, problemText])
}
