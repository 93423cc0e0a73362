import type { InferContractRouterOutputs } from '@orpc/contract'
import { useTranslation } from 'react-i18next'
import type { CitizenServicesContract } from '#shared/contract/citizen-services.ts'
import { useFormat } from '../../app/format.ts'
import { type DayMark, MonthCalendar } from '../../design/month-calendar.tsx'
import type { Fetched } from './use-offices.ts'

/** The month of an office: days with free places, full days and closed days told apart by word, not by colour alone. */
export function BookingCalendar({
  days: { answer, loading },
  today,
  value,
  focused,
  onFocus,
  onChoose,
}: {
  days: Fetched<InferContractRouterOutputs<CitizenServicesContract>['slots']>
  today: string
  value: string | null
  focused: string
  onFocus: (iso: string) => void
  onChoose: (iso: string) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const byDate = new Map(answer?.days.map((day) => [day.date, day]))
  const markOf = (iso: string): DayMark => {
    const date = format.date(iso, 'full')
    const day = byDate.get(iso)
    if (!day) return { label: t('citizenServices.dayNotOffered', { date }), note: '', isUnavailable: true }
    if (day.status === 'open') {
      const count = day.slots.reduce((sum, { free }) => sum + free, 0)
      return { label: t('citizenServices.dayOpen', { date, count }), note: format.number(count) }
    }
    if (day.status === 'full') {
      return {
        label: t('citizenServices.dayFull', { date }),
        note: t('citizenServices.fullMark'),
        isUnavailable: true,
        tone: 'full',
      }
    }
    const reason = day.closedBecause
    return {
      label:
        reason === null
          ? t('citizenServices.dayClosed', { date })
          : t('citizenServices.dayClosedBecause', { date, reason }),
      note: t('citizenServices.closedMark'),
      isUnavailable: true,
      tone: 'closed',
    }
  }
  const closed = byDate.get(focused)
  return (
    <section aria-label={t('citizenServices.days')} aria-busy={loading}>
      <MonthCalendar
        label={t('citizenServices.days')}
        autoFocus
        value={value}
        focused={focused}
        today={today}
        markOf={markOf}
        onFocus={onFocus}
        onChoose={onChoose}
        className={`transition-opacity duration-100 ${loading ? 'opacity-60' : ''}`}
      />
      <p aria-live="polite" className="mt-1 min-h-[18px] text-small text-second">
        {loading
          ? t('citizenServices.loadingDays')
          : closed && closed.status !== 'open'
            ? markOf(focused).label
            : ''}
      </p>
    </section>
  )
}
