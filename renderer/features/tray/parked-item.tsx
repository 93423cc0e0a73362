import { RotateCw, TriangleAlert, Undo2, UserRound } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { ParkedEvent } from '#shared/contract/office.ts'
import { isUserEventType } from '#shared/domain/event.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { useFormat } from '../../app/format.ts'
import { openAppointment } from '../../app/open-appointment.ts'
import { Button } from '../../design/button.tsx'
import { ProblemNote } from '../../design/error-state.tsx'
import { HelpLink } from '../../design/help-link.tsx'
import { StateChip } from '../../design/state-chip.tsx'
import { useOffice } from '../../stores/office.ts'
import type { Problem } from '../../transport/problem.ts'
import { useActorName, useEventWords } from '../history/event-words.ts'
import { isKnownRefusal, useRefusalWords } from '../history/refusal-words.ts'

/** One refused event: whom it concerns, what was done here, what the central system says, and the two ways out. */
export function ParkedItem({
  parked,
  ref,
  isBusy,
  isBlocked,
  problem,
  onRetry,
  onWithdraw,
}: {
  parked: ParkedEvent
  ref?: Ref<HTMLLIElement>
  isBusy: boolean
  /** Another event is being settled. */
  isBlocked: boolean
  problem: Problem | null
  onRetry: () => void
  onWithdraw: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useEventWords()(parked.event, useItems())
  const actor = useActorName()(parked.event)
  const why = useRefusalWords()(parked.code)
  const { appointmentId, date, event } = parked
  const ofPerson = isUserEventType(event.type)
  const title =
    parked.name ?? (ofPerson ? t('tray.userEvent') : t('tray.dayEvent', { date: format.date(date, 'full') }))
  const blocked = isBlocked ? t('tray.working') : null
  return (
    <li
      ref={ref}
      tabIndex={-1}
      aria-label={`${title}${t('common.comma')}${words.what}`}
      className="border-b border-line bg-surface px-6 py-4 outline-none"
    >
      <div className="flex items-center gap-3">
        <TriangleAlert size={18} aria-hidden className="shrink-0 text-no-show" />
        <h3 className="text-lead font-extrabold text-ink">{title}</h3>
        {appointmentId !== null && (
          <span className="text-small text-second">{format.date(date, 'full')}</span>
        )}
        <span className="ms-auto flex shrink-0 items-center gap-2">
          {appointmentId !== null && (
            <Button
              size="s"
              variant="quiet"
              icon={<UserRound size={14} aria-hidden />}
              onPress={() => openAppointment({ id: appointmentId, date })}
            >
              {t('tray.open')}
            </Button>
          )}
          <Button
            size="s"
            variant="quiet"
            icon={<Undo2 size={14} aria-hidden />}
            disabledReason={blocked}
            onPress={onWithdraw}
          >
            {t(event.type === 'walked_in' ? 'tray.withdrawWalkIn' : 'tray.withdraw')}
          </Button>
          <Button
            size="s"
            icon={<RotateCw size={14} aria-hidden />}
            isPending={isBusy}
            disabledReason={blocked}
            onPress={onRetry}
          >
            {t('tray.retry')}
          </Button>
        </span>
      </div>
      <dl className="mt-3 grid grid-cols-3 gap-x-8 ps-[30px]">
        <Part name={t('tray.attempted')}>
          <p className="text-body font-semibold text-ink">{words.what}</p>
          {words.said && <p className="text-small text-second">{words.said}</p>}
          <p className="text-small text-second">
            {t('tray.byAt', {
              name: actor,
              date: format.date(tehranDateOf(event.at), 'dayMonth'),
              time: format.timeOf(event.at),
            })}
          </p>
        </Part>
        <Part name={t('tray.refused')}>
          <p className="text-body font-semibold text-no-show">{why.what}</p>
          <p className="text-small text-second">
            {parked.state === null ? (
              appointmentId !== null && t('tray.noState')
            ) : (
              <span className="inline-flex items-center gap-1.5">
                {t('tray.stateThere', { state: '' })}
                <StateChip state={parked.state} />
              </span>
            )}
          </p>
          {parked.message !== null && !isKnownRefusal(parked.code) && (
            <p className="text-small text-second">
              {t('tray.message', { message: `\u2068${parked.message}\u2069` })}
            </p>
          )}
        </Part>
        <Part name={t('tray.remedy')}>
          <p className="text-body text-ink">
            {why.todo} <HelpLink to="tray#settle" className="text-small text-accent" />
          </p>
          {parked.successors > 0 && (
            <p className="text-small text-second">
              {t(ofPerson ? 'tray.userSuccessors' : 'tray.successors', { count: parked.successors })}
            </p>
          )}
        </Part>
      </dl>
      <ProblemNote problem={problem} className="ms-[30px] mt-3" />
    </li>
  )
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-label text-second">{name}</dt>
      <dd className="flex flex-col gap-0.5">{children}</dd>
    </div>
  )
}

/** Titles of every item of the office's requirement sets: a refused event may be of any kind of request. */
function useItems() {
  const sets = useOffice(({ profile }) => profile?.rules.requirementSets)
  return sets?.flatMap((set) => set.items) ?? []
}
