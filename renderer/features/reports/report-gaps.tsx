import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Report } from '#shared/domain/report.ts'
import { useFormat } from '../../app/format.ts'

const named = 3

/** What the figures do not know, said before them. */
export function ReportGaps({ report }: { report: Report }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { incomplete, dataBegins, dataAsOf, notClosed, toCome, leftOut } = report.gaps
  const names = notClosed
    .slice(0, named)
    .map((date) => format.date(date, 'dayMonth'))
    .join(t('common.comma'))
  const days =
    notClosed.length > named
      ? t('reports.gaps.more', { days: names, count: notClosed.length - named })
      : names
  const said = [
    incomplete && t('reports.gaps.incomplete'),
    dataBegins !== null && t('reports.gaps.dataBegins', { date: format.date(dataBegins, 'long') }),
    dataAsOf !== null &&
      t('reports.gaps.dataAsOf', { date: format.dateOf(dataAsOf, 'long'), time: format.timeOf(dataAsOf) }),
    notClosed.length > 0 && t('reports.gaps.notClosed', { count: notClosed.length, days }),
    toCome > 0 && t('reports.gaps.toCome', { count: toCome }),
    leftOut && t('reports.gaps.leftOut'),
  ].filter((one) => one !== false)
  if (said.length === 0) return null
  return (
    <div
      role="note"
      aria-label={t('reports.gaps.title')}
      className="mb-5 flex gap-2.5 rounded-m bg-incomplete-soft px-3 py-2.5 text-small text-incomplete"
    >
      <CircleAlert size={16} aria-hidden className="mt-px shrink-0" />
      <div>
        <p className="font-semibold">{t('reports.gaps.title')}</p>
        <ul>
          {said.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}
