import { CalendarOff, CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { DayRow } from '#shared/contract/office.ts'
import { appointmentStates } from '#shared/domain/state.ts'
import { useFormat } from '../../app/format.ts'
import { openAppointment } from '../../app/open-appointment.ts'
import { ConfirmDialog } from '../../design/confirm-dialog.tsx'
import { stateLook } from '../../design/state-look.ts'
import { coreNow, useClock } from '../../stores/clock.ts'
import { useDay } from '../../stores/day.ts'
import { useOffice } from '../../stores/office.ts'
import type { Problem } from '../../transport/problem.ts'
import { closingPlan } from './closing-plan.ts'
import { NoShows } from './no-shows.tsx'
import { OpenEnds } from './open-ends.tsx'
import { Point, Way } from './point.tsx'
import { useOpenEnds } from './use-open-ends.ts'

/** Before the office's own are there. */
const noRules = { graceMinutes: 0 }

/** How many names are said before the rest is counted. */
const NAMES = 6

/** What is still open, what closing will do, and why it cannot be done yet. */
export function CloseDayDialog({
  date,
  isBusy,
  problem,
  onMarkNoShows,
  onConfirm,
  onClose,
}: {
  date: string
  isBusy: boolean
  problem: Problem | null
  onMarkNoShows: (appointmentIds: string[]) => void
  onConfirm: () => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows = useDay((store) => store.rows)
  const rules = useOffice(({ profile }) => profile?.rules ?? noRules)
  useClock((clock) => clock.minute)
  const plan = closingPlan(date, rows, rules, coreNow() ?? new Date(0).toISOString())
  const ends = useOpenEnds(date)
  const present = appointmentStates.filter((state) => plan.counts[state] > 0)
  const blocked =
    plan.undecided.length > 0
      ? t('closing.blocked')
      : plan.tooEarly
        ? `${t('closing.tooEarly')} ${t('closing.tooEarlyUntil', { time: format.timeOf(plan.tooEarly.until) })}`
        : null
  return (
    <ConfirmDialog
      title={t('closing.dialogTitle', { date: format.date(date, 'full') })}
      help="closing#close"
      confirmLabel={t('closing.confirm')}
      confirmDisabledReason={blocked}
      isBusy={isBusy}
      problem={problem}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <dl
        aria-label={t('closing.counts')}
        className="grid grid-cols-4 gap-x-3 gap-y-2.5 rounded-m bg-sunken p-3"
      >
        {appointmentStates.map((state) => {
          const { icon: Icon, text } = stateLook[state]
          return (
            <div key={state} className="flex flex-col-reverse items-center">
              <dt className="flex items-center gap-1 text-label text-second">
                <Icon size={12} aria-hidden />
                {t(`state.${state}`)}
              </dt>
              <dd className={`text-lead font-extrabold ${plan.counts[state] > 0 ? text : 'text-third'}`}>
                {format.number(plan.counts[state])}
              </dd>
            </div>
          )
        })}
      </dl>
      {present.length > 0 && (
        <p className="text-small text-second">
          {t('closing.sum', {
            parts: present.map((state) => format.number(plan.counts[state])).join(' + '),
            sum: rows.length,
          })}
        </p>
      )}
      <ul className="flex flex-col gap-2.5 text-body text-ink">
        {plan.undecided.length > 0 && (
          <Point icon={<CircleAlert size={16} aria-hidden className="text-no-show" />}>
            <p className="font-semibold">{t('closing.stillArrived', { count: plan.undecided.length })}</p>
            <Names rows={plan.undecided} onOpen={onClose} />
            <p className="text-small text-second">{t('closing.stillArrivedTodo')}</p>
          </Point>
        )}
        {plan.tooEarly && (
          <Point icon={<CircleAlert size={16} aria-hidden className="text-no-show" />}>
            <p className="font-semibold">{t('closing.tooEarlyCount', { count: plan.tooEarly.count })}</p>
            <p className="text-small text-second">
              {t('closing.tooEarlyUntil', { time: format.timeOf(plan.tooEarly.until) })}
            </p>
          </Point>
        )}
        {plan.unserved.length > 0 && (
          <Point icon={<TriangleAlert size={16} aria-hidden className="text-incomplete" />}>
            <p>{t('closing.notServed', { count: plan.unserved.length })}</p>
            <Names rows={plan.unserved} onOpen={onClose} />
          </Point>
        )}
        <OpenEnds ends={ends} onLeave={onClose} />
        <NoShows rows={plan.proposed} isBusy={isBusy} onConfirm={onMarkNoShows} />
        {plan.officeClosed && (
          <Point icon={<CalendarOff size={16} aria-hidden className="text-incomplete" />}>
            <p className="font-semibold">{t('closing.officeClosed')}</p>
            {plan.stayBooked.length > 0 && (
              <p>{t('closing.stayBooked', { count: plan.stayBooked.length })}</p>
            )}
          </Point>
        )}
        <Point icon={<Info size={16} aria-hidden className="text-second" />}>
          {!plan.officeClosed && (
            <p>
              {plan.missing.length > 0
                ? t('closing.willBecomeNoShow', { count: plan.missing.length })
                : t('closing.nobodyMissing')}
            </p>
          )}
          <p className="text-small text-second">{t('closing.afterwards')}</p>
        </Point>
      </ul>
    </ConfirmDialog>
  )
}

/** The people by name, each the way to their file. */
function Names({ rows, onOpen }: { rows: readonly DayRow[]; onOpen: () => void }) {
  const { t } = useTranslation()
  const rest = rows.length - NAMES
  return (
    <p className="-mx-1 flex flex-wrap gap-x-1 text-small text-second">
      {rows.slice(0, NAMES).map((row) => (
        <Way
          key={row.id}
          onGo={() => {
            onOpen()
            openAppointment(row)
          }}
        >
          {row.firstName} {row.lastName}
        </Way>
      ))}
      {rest > 0 && <span className="px-1">{t('closing.andOthers', { count: rest })}</span>}
    </p>
  )
}
