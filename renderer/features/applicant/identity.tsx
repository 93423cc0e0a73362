import { Clock3, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '#shared/contract/office.ts'
import { groupNationalCode } from '#shared/domain/national-code.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { useFormat } from '../../app/format.ts'
import { Code } from '../../design/code.tsx'
import { StateChip } from '../../design/state-chip.tsx'
import { SyncMark } from '../../design/sync-mark.tsx'
import { useClock } from '../../stores/clock.ts'
import { useDay } from '../../stores/day.ts'
import { useSession } from '../../stores/session.ts'
import { useActorName, useEventWords } from '../history/event-words.ts'

/** Who stands at the counter: read aloud and confirmed, so the name is the largest thing on the screen. */
export function Identity({ visit }: { visit: Visit }) {
  const { t } = useTranslation()
  const { appointment, sync } = visit
  const { applicant } = appointment
  const isWalkIn = visit.history.some((entry) => entry.type === 'walked_in' && entry.sync !== 'withdrawn')
  return (
    <header className="shrink-0 px-6 pt-4 low-pane:border-b low-pane:border-line low-pane:py-2">
      <div className="flex items-start justify-between gap-4 low-pane:items-center">
        <div className="min-w-0 low-pane:flex low-pane:flex-wrap low-pane:items-center low-pane:gap-x-4">
          <h2 className="text-name font-extrabold text-balance text-ink">
            {applicant.firstName} {applicant.lastName}
          </h2>
          <div className="mt-1 flex items-center gap-3 low-pane:mt-0">
            <StateChip state={appointment.state} />
            {isWalkIn && (
              <span className="inline-flex h-5 items-center rounded-full border border-line px-2.5 text-label font-semibold text-second">
                {t('walkIn.mark')}
              </span>
            )}
            {appointment.revision > 0 ? (
              <SyncMark sync={sync} words />
            ) : (
              <Unconfirmed isRefused={sync === 'attention'} />
            )}
            <ChangedElsewhere visit={visit} />
          </div>
        </div>
        <QueueNumber number={appointment.queueNumber} />
      </div>
    </header>
  )
}

/** What is compared with the papers on the counter. */
export function IdentityFacts({ visit }: { visit: Visit }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { applicant } = visit.appointment
  return (
    <div className="shrink-0 border-b border-line px-6 py-3.5">
      <dl aria-label={t('applicant.identity')} className="flex flex-wrap gap-x-7 gap-y-2">
        <Fact name={t('applicant.fatherName')}>{applicant.fatherName}</Fact>
        <Fact name={t('applicant.birthDate')}>{format.date(applicant.birthDate, 'long')}</Fact>
        <Fact name={t('applicant.nationalCode')}>
          <Code value={groupNationalCode(applicant.nationalCode)} />
        </Fact>
        <Fact name={t('applicant.trackingCode')}>
          <Code value={applicant.trackingCode} />
        </Fact>
        <Slot visit={visit} />
      </dl>
    </div>
  )
}

/** A walk-in that the central system does not have: in words, since nobody else can tell its person. */
function Unconfirmed({ isRefused }: { isRefused: boolean }) {
  const { t } = useTranslation()
  const Icon = isRefused ? TriangleAlert : Clock3
  return (
    <span
      className={`inline-flex items-center gap-1.5 text-small ${isRefused ? 'text-no-show' : 'text-incomplete'}`}
    >
      <Icon size={14} aria-hidden />
      {t(isRefused ? 'walkIn.notConfirmed' : 'walkIn.pending')}
    </span>
  )
}

function QueueNumber({ number }: { number: number | null }) {
  const { t } = useTranslation()
  const { digits } = useFormat()
  return (
    <div className="flex min-w-21 shrink-0 flex-col items-center rounded-l border border-line px-3 pt-1.5 pb-1 low-pane:flex-row low-pane:gap-2 low-pane:py-0">
      <span className="text-label text-second">{t('applicant.queueNumber')}</span>
      {number === null ? (
        <span className="text-name text-third" title={t('applicant.noQueueNumber')}>
          <span aria-hidden>–</span>
          <span className="sr-only">{t('applicant.noQueueNumber')}</span>
        </span>
      ) : (
        <span className="text-name font-extrabold text-accent">{digits(number)}</span>
      )}
    </div>
  )
}

/** The appointment's time, its day when that is not today, and since when the applicant is here. */
function Slot({ visit }: { visit: Visit }) {
  const { t } = useTranslation()
  const format = useFormat()
  const today = useClock((clock) => clock.today)
  const { date, slot, arrivedAt } = visit.appointment
  const otherDay = today !== null && date !== today
  return (
    <Fact name={t('applicant.slot')}>
      <span className={otherDay ? 'text-incomplete' : ''}>
        {otherDay
          ? t('applicant.slotOn', { date: format.date(date, 'full'), time: format.time(slot) })
          : format.time(slot)}
      </span>
      {arrivedAt !== null && (
        <>
          {' · '}
          {tehranDateOf(arrivedAt) === (today ?? date)
            ? t('applicant.arrivedAt', { time: format.timeOf(arrivedAt) })
            : t('applicant.arrivedOn', {
                date: format.dateOf(arrivedAt, 'dayMonth'),
                time: format.timeOf(arrivedAt),
              })}
        </>
      )}
    </Fact>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-label text-second">{name}</dt>
      <dd className="text-body font-semibold text-ink">{children}</dd>
    </div>
  )
}

/** For some seconds after somebody else changed it: who, and what they did. */
function ChangedElsewhere({ visit }: { visit: Visit }) {
  const { t } = useTranslation()
  const words = useEventWords()
  const nameOf = useActorName()
  const me = useSession(({ user }) => user?.id)
  const isMarked = useDay(({ marked }) => marked.has(visit.appointment.id))
  const last = visit.history.findLast(({ sync }) => sync !== 'withdrawn')
  const isOther = last && !(last.actor.kind === 'user' && last.actor.userId === me)
  return (
    <span role="status" className="min-w-0 truncate text-small text-arrived">
      {isMarked &&
        (isOther
          ? t('applicant.changedBy', { who: nameOf(last), what: words(last, visit.items).what })
          : t('applicant.changedMeanwhile'))}
    </span>
  )
}
