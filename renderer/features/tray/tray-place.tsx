import { CircleCheck, Lock } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ParkedEvent } from '#shared/contract/office.ts'
import { isUserEventType } from '#shared/domain/event.ts'
import { ConfirmDialog } from '../../design/confirm-dialog.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { ErrorState } from '../../design/error-state.tsx'
import { notify } from '../../design/notice.ts'
import { Skeleton } from '../../design/skeleton.tsx'
import { useOffice } from '../../stores/office.ts'
import { useHasRole } from '../../stores/session.ts'
import { useEventWords } from '../history/event-words.ts'
import { ParkedItem } from './parked-item.tsx'
import { useTray } from './use-tray.ts'

/** The supervisor's tray: nothing that the central system refused is lost before somebody has decided about it. */
export function TrayPlace() {
  const { t } = useTranslation()
  const settles = useHasRole('supervisor')
  if (!settles) {
    return (
      <EmptyState
        icon={<Lock aria-hidden />}
        title={t('tray.onlySupervisor')}
        detail={t('tray.onlySupervisorDetail')}
      />
    )
  }
  return <Tray />
}

function Tray() {
  const { t } = useTranslation()
  const tray = useTray()
  const [withdrawing, setWithdrawing] = useState<ParkedEvent | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const { events, problem, busy, failure } = tray

  /** The settled one is gone from the list: the hand goes to the next, or to the heading when none is left. */
  const moveOn = (after: ParkedEvent) => {
    const index = events?.findIndex(({ event }) => event.eventId === after.event.eventId) ?? 0
    requestAnimationFrame(() => {
      const items = list.current?.querySelectorAll<HTMLElement>(':scope > li')
      ;(items?.[Math.min(index, items.length - 1)] ?? heading.current)?.focus()
    })
  }

  const retry = async (parked: ParkedEvent) => {
    if (!(await tray.retry(parked.event.eventId))) return
    notify({ tone: 'done', title: t('tray.retried') })
    moveOn(parked)
  }
  const withdraw = async (parked: ParkedEvent, reason: string) => {
    if (!(await tray.withdraw(parked.event.eventId, reason))) return
    setWithdrawing(null)
    notify({ tone: 'done', title: t('tray.withdrawn') })
    moveOn(parked)
  }

  return (
    <section aria-label={t('tray.title')} className="flex min-h-0 flex-1 flex-col bg-paper">
      <header className="shrink-0 border-b border-line px-6 py-4">
        <h2 ref={heading} tabIndex={-1} className="text-lead font-extrabold text-ink outline-none">
          {t('tray.title')}
          {events && events.length > 0 && (
            <span className="ms-3 text-small font-normal text-second">
              {t('tray.count', { count: events.length })}
            </span>
          )}
        </h2>
        <p className="mt-0.5 text-small text-second">{t('tray.detail')}</p>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {problem && events === null ? (
          <ErrorState problem={problem} onRetry={tray.reload} />
        ) : events === null ? (
          <TraySkeleton />
        ) : events.length === 0 ? (
          <EmptyState
            icon={<CircleCheck aria-hidden />}
            title={t('tray.empty')}
            detail={t('tray.emptyDetail')}
          />
        ) : (
          <ul ref={list}>
            {events.map((parked) => {
              const { eventId } = parked.event
              return (
                <ParkedItem
                  key={eventId}
                  parked={parked}
                  isBusy={busy === eventId && withdrawing === null}
                  isBlocked={busy !== null && busy !== eventId}
                  problem={failure?.eventId === eventId && withdrawing === null ? failure.problem : null}
                  onRetry={() => void retry(parked)}
                  onWithdraw={() => {
                    tray.dismiss()
                    setWithdrawing(parked)
                  }}
                />
              )
            })}
          </ul>
        )}
      </div>
      {withdrawing && (
        <WithdrawDialog
          parked={withdrawing}
          isBusy={busy === withdrawing.event.eventId}
          problem={failure?.eventId === withdrawing.event.eventId ? failure.problem : null}
          onConfirm={(reason) => void withdraw(withdrawing, reason)}
          onClose={() => {
            setWithdrawing(null)
            tray.dismiss()
          }}
        />
      )}
    </section>
  )
}

function WithdrawDialog({
  parked,
  ...dialog
}: { parked: ParkedEvent } & Pick<
  Parameters<typeof ConfirmDialog>[0],
  'isBusy' | 'problem' | 'onConfirm' | 'onClose'
>) {
  const { t } = useTranslation()
  const sets = useOffice(({ profile }) => profile?.rules.requirementSets)
  const words = useEventWords()(parked.event, sets?.flatMap((set) => set.items) ?? [])
  const isWalkIn = parked.event.type === 'walked_in'
  const ofPerson = isUserEventType(parked.event.type)
  const detail = isWalkIn
    ? 'tray.withdrawWalkInDetail'
    : ofPerson
      ? 'tray.withdrawUserDetail'
      : 'tray.withdrawDetail'
  return (
    <ConfirmDialog
      {...dialog}
      title={t(isWalkIn ? 'tray.withdrawWalkInTitle' : 'tray.withdrawTitle')}
      help="tray#settle"
      confirmLabel={t('tray.withdrawConfirm')}
      reasonLabel={t(isWalkIn ? 'tray.withdrawWalkInReason' : 'tray.withdrawReason')}
    >
      <p className="text-body text-second">{t(detail, { act: words.what })}</p>
      {parked.successors > 0 && (
        <p className="text-small text-incomplete">
          {t(ofPerson ? 'tray.userSuccessors' : 'tray.successors', { count: parked.successors })}
        </p>
      )}
    </ConfirmDialog>
  )
}

function TraySkeleton() {
  const { t } = useTranslation()
  return (
    <div role="status" aria-busy aria-label={t('tray.loading')} className="flex flex-col">
      {['a', 'b', 'c'].map((key) => (
        <div key={key} className="flex flex-col gap-3 border-b border-line px-6 py-4">
          <Skeleton className="h-6 w-72" />
          <Skeleton className="h-12 w-full" />
        </div>
      ))}
    </div>
  )
}
