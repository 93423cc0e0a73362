import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { attendanceRate, type Report } from '#shared/domain/report.ts'
import type { Spread } from '#shared/domain/spread.ts'
import { useFormat } from '../../app/format.ts'
import { useDuration } from './report-words.ts'

/** The span at a glance: who came, who did not, and how long it took. */
export function KeyFigures({ report }: { report: Report }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { total, waiting, service } = report
  const { came, noShow, open, cancelled, walkIns } = total
  const rate = attendanceRate(total)
  return (
    <dl
      aria-label={t('reports.figures')}
      className="mb-6 grid grid-cols-[repeat(auto-fit,minmax(12rem,1fr))] gap-x-6 gap-y-4"
    >
      <KeyFigure
        name={t('reports.rate')}
        value={rate === null ? '—' : t('reports.percent', { value: format.digits(Math.round(rate * 100)) })}
        detail={
          rate === null ? t('reports.rateUnknown') : t('reports.rateOf', { came, known: came + noShow })
        }
      />
      <KeyFigure
        name={t('reports.noShow')}
        value={format.number(noShow)}
        detail={t('reports.cancelledAndOpen', { cancelled, open })}
      />
      <KeyFigure name={t('reports.walkInsFull')} value={format.number(walkIns)} detail="" />
      <TimeFigure name={t('reports.waiting')} what={t('reports.waitingDetail')} spread={waiting} />
      <TimeFigure name={t('reports.service')} what={t('reports.serviceDetail')} spread={service} />
    </dl>
  )
}

function KeyFigure({ name, value, detail }: { name: string; value: ReactNode; detail: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="text-small font-semibold text-second">{name}</dt>
      <dd className="text-name font-extrabold text-ink">{value}</dd>
      <dd className="text-small text-second">{detail}</dd>
    </div>
  )
}

/** Median and 90th percentile together: half, and nearly all. */
function TimeFigure({ name, what, spread }: { name: string; what: string; spread: Spread }) {
  const { t } = useTranslation()
  const duration = useDuration()
  const { median, ninetieth, count } = spread
  const said =
    ninetieth === null ? t('reports.nothingMeasured') : t('reports.ninety', { time: duration(ninetieth) })
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="text-small font-semibold text-second">{name}</dt>
      <dd className="text-name font-extrabold text-ink">
        {median === null ? '—' : duration(median)}
        {/* The space keeps the letters of the two words from being joined. */}{' '}
        {median !== null && (
          <span className="ms-2 text-small font-normal text-second">{t('reports.median')}</span>
        )}
      </dd>
      <dd className="text-small text-second">{said}</dd>
      <dd className="text-small text-third">
        {count > 0 && `${t('reports.measured', { count })} · `}
        {what}
      </dd>
    </div>
  )
}
