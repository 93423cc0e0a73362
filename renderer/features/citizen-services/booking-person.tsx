import { CircleCheck, TriangleAlert, UserRound } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { ConfirmDialog } from '../../design/confirm-dialog.tsx'
import { useClock } from '../../stores/clock.ts'
import { AppointmentFacts } from './appointment-facts.tsx'
import { BookingChoice } from './booking-choice.tsx'
import { PersonHeading } from './person-heading.tsx'
import { ServiceFrame } from './service-frame.tsx'
import { ServiceProblem } from './service-problem.tsx'
import { cancelAppointment, continueWith } from './services-acts.ts'
import { clearService, type Person, patch, useServices } from './services-store.ts'
import { standingOf } from './standing.ts'

/** The citizen who was found, with what can be done for them now. */
export function BookingPerson({ person }: { person: Person }) {
  const { t } = useTranslation()
  const format = useFormat()
  const today = useClock((store) => store.today) ?? ''
  const { isChanging, busy, problem } = useServices((store) => store.booking)
  const [asksCancel, setAsksCancel] = useState(false)
  const { status, credentials } = person
  const { appointment, bookableFrom } = status
  const standing = standingOf(status, today)
  const isSettled = standing !== 'free' && standing !== 'booked'
  const heading = <PersonHeading person={person} actions={<OtherPerson isFirstFocus={isSettled} />} />

  if (standing === 'free' || (standing === 'booked' && isChanging)) {
    return <BookingChoice heading={heading} replaced={isChanging ? appointment : null} />
  }
  if (standing === 'booked' && appointment) {
    const when = t('citizenServices.when', {
      date: format.date(appointment.date, 'full'),
      time: format.time(appointment.slot),
    })
    return (
      <ServiceFrame
        second={
          <Button variant="danger" onPress={() => setAsksCancel(true)}>
            {t('citizenServices.cancel')}
          </Button>
        }
        main={{
          label: t('citizenServices.change'),
          run: () => patch('booking', { isChanging: true, problem: null }),
          isBusy: false,
          isFirstFocus: true,
        }}
      >
        {heading}
        <ServiceProblem problem={asksCancel ? null : problem} />
        <section aria-label={t('citizenServices.currentAppointment')}>
          <h4 className="mb-1 text-small font-semibold text-second">
            {t('citizenServices.currentAppointment')}
          </h4>
          <AppointmentFacts appointment={appointment} withBring />
        </section>
        {asksCancel && (
          <ConfirmDialog
            title={t('citizenServices.cancelTitle', { name: status.firstName })}
            help="services#book"
            confirmLabel={t('citizenServices.cancelConfirm')}
            isDangerous
            isBusy={busy}
            problem={problem}
            onConfirm={() => void cancelAppointment()}
            onClose={() => {
              setAsksCancel(false)
              patch('booking', { problem: null })
            }}
          >
            <p className="text-body text-second">{t('citizenServices.cancelDetail', { when })}</p>
          </ConfirmDialog>
        )}
      </ServiceFrame>
    )
  }
  return (
    <ServiceFrame>
      {heading}
      {standing === 'banned' && bookableFrom !== null && (
        <Standing
          icon={<TriangleAlert aria-hidden className="text-no-show" />}
          title={t('citizenServices.bannedTitle', { date: format.date(bookableFrom, 'full') })}
          detail={t('citizenServices.bannedDetail')}
        />
      )}
      {standing === 'completed' && (
        <Standing
          icon={<CircleCheck aria-hidden className="text-served" />}
          title={t('citizenServices.completedTitle')}
          detail={t('citizenServices.completedDetail')}
          action={
            <Button size="s" onPress={() => continueWith('status', credentials)}>
              {t('citizenServices.seeStatus')}
            </Button>
          }
        />
      )}
      {standing === 'in_office' && (
        <Standing
          icon={<UserRound aria-hidden className="text-arrived" />}
          title={t('citizenServices.inOfficeTitle')}
          detail={t('citizenServices.inOfficeDetail')}
        />
      )}
      {appointment && (
        <section aria-label={t('citizenServices.pastAppointment')} className="mt-5">
          <h4 className="mb-1 text-small font-semibold text-second">
            {t(
              standing === 'in_office'
                ? 'citizenServices.currentAppointment'
                : 'citizenServices.pastAppointment',
            )}
          </h4>
          <AppointmentFacts appointment={appointment} />
        </section>
      )}
    </ServiceFrame>
  )
}

function OtherPerson({ isFirstFocus }: { isFirstFocus: boolean }) {
  const { t } = useTranslation()
  return (
    <Button
      size="s"
      variant="quiet"
      {...(isFirstFocus ? { 'data-first-focus': true } : {})}
      onPress={() => clearService('booking')}
    >
      {t('citizenServices.otherPerson')}
    </Button>
  )
}

function Standing({
  icon,
  title,
  detail,
  action,
}: {
  icon: ReactNode
  title: string
  detail: string
  action?: ReactNode
}) {
  return (
    <div role="status" className="flex items-start gap-3 rounded-m border border-line bg-paper px-4 py-3">
      <span className="mt-0.5 [&>svg]:size-5">{icon}</span>
      <div className="min-w-0 flex-1">
        <p className="text-lead font-semibold text-ink">{title}</p>
        <p className="text-body text-second">{detail}</p>
      </div>
      {action}
    </div>
  )
}
