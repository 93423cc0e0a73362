import { CalendarCheck, CalendarX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { openAppointment } from '../../app/open-appointment.ts'
import { Button } from '../../design/button.tsx'
import { useOffice } from '../../stores/office.ts'
import { AppointmentFacts } from './appointment-facts.tsx'
import { ServiceFrame } from './service-frame.tsx'
import { findForBooking } from './services-acts.ts'
import { clearService, type Outcome, type Person } from './services-store.ts'

/** What came of it, to be told to the citizen: when, where, and what to bring. */
export function BookingOutcome({ person, outcome }: { person: Person; outcome: Outcome }) {
  const { t } = useTranslation()
  const ownOffice = useOffice(({ profile }) => profile?.id)
  const { kind, appointment } = outcome
  const isGone = kind === 'cancelled'
  const Icon = isGone ? CalendarX : CalendarCheck
  return (
    <ServiceFrame>
      <section aria-label={t(`citizenServices.${kind}`)} className="mx-auto mt-6 max-w-[560px]">
        <div className="flex flex-col items-center text-center">
          <Icon aria-hidden className={`size-9 stroke-[1.5] ${isGone ? 'text-cancelled' : 'text-served'}`} />
          <h3 role="status" className="mt-2 text-lead font-extrabold text-ink">
            {t(`citizenServices.${kind}`)}
          </h3>
          <p className="text-body text-second">
            {t('citizenServices.personLine', {
              name: person.status.firstName,
              kind: t(`requestKind.${appointment.requestKind}`),
            })}
          </p>
        </div>
        <div className="mt-4 rounded-l border border-line bg-paper px-6 py-4" data-appointment-slip>
          <AppointmentFacts appointment={appointment} withBring={!isGone} />
        </div>
        <div className="mt-5 flex flex-wrap justify-center gap-2">
          <Button variant="primary" data-first-focus onPress={() => clearService('booking')}>
            {t('citizenServices.otherPerson')}
          </Button>
          {isGone ? (
            <Button onPress={() => void findForBooking(person.credentials)}>
              {t('citizenServices.bookAgain')}
            </Button>
          ) : (
            appointment.office.id === ownOffice && (
              <Button
                onPress={() => {
                  clearService('booking')
                  openAppointment(appointment)
                }}
              >
                {t('citizenServices.seeInDay')}
              </Button>
            )
          )}
        </div>
      </section>
    </ServiceFrame>
  )
}
