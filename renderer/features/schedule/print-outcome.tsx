import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { remedies } from '#shared/help/remedies.ts'
import { useFormat } from '../../app/format.ts'
import { HelpLink } from '../../design/help-link.tsx'
import type { Printed } from './use-printing.ts'

const looks = {
  handed: { icon: Info, colour: 'text-accent' },
  printed: { icon: CircleCheck, colour: 'text-served' },
  saved: { icon: CircleCheck, colour: 'text-served' },
  cancelled: { icon: Info, colour: 'text-accent' },
  failed: { icon: CircleAlert, colour: 'text-no-show' },
} as const

/** What became of the last copy, beside the button that sent it. */
export function PrintOutcome({ last }: { last: Printed | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!last) return null
  const { outcome, way } = last
  const copy = format.digits(last.copy)
  const { icon: Icon, colour } = looks[outcome.status]
  const notDone = t(way === 'paper' ? 'schedule.printCancelled' : 'schedule.pdfCancelled')
  const [title, detail] = {
    handed: () => [t('schedule.handedToBrowser', { copy }), null],
    printed: () => [
      t('schedule.printed'),
      t('schedule.printedDetail', { copy, time: format.timeOf(last.printedAt) }),
    ],
    saved: () => [t('schedule.pdfSaved'), outcome.status === 'saved' ? outcome.fileName : null],
    cancelled: () => [notDone, t('schedule.printCancelledDetail', { copy })],
    failed: () => [notDone, outcome.status === 'failed' ? t(`schedule.failed.${outcome.code}`) : null],
  }[outcome.status]()
  return (
    <div className="flex items-start gap-2 text-small">
      <Icon size={16} aria-hidden className={`mt-px shrink-0 ${colour}`} />
      <div className="min-w-0">
        <p className="font-semibold text-ink">{title}</p>
        {detail && <p className="wrap-anywhere text-second">{detail}</p>}
        {outcome.status === 'failed' && (
          <HelpLink to={remedies.paperFailure[outcome.code]} className="text-accent" />
        )}
      </div>
    </div>
  )
}
