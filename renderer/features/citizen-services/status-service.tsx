import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { useHasRole } from '../../stores/session.ts'
import { AppointmentFacts } from './appointment-facts.tsx'
import { CredentialsForm } from './credentials-form.tsx'
import { PersonHeading } from './person-heading.tsx'
import { ServiceFrame } from './service-frame.tsx'
import { continueToRecovery, showStatus } from './services-acts.ts'
import { clearService, patch, useServices } from './services-store.ts'
import { StageTimeline } from './stage-timeline.tsx'

/** «وضعیت صدور کارت»: the stages so far, as the central system names them. */
export function StatusService() {
  const { t } = useTranslation()
  const { typed, person, busy, problem } = useServices((store) => store.status)
  const mayRecover = useHasRole('reception', 'supervisor')
  if (!person) {
    return (
      <CredentialsForm
        typed={typed}
        busy={busy}
        problem={problem}
        submitLabel={t('citizenServices.submitStatus')}
        note={t('citizenServices.findNote')}
        second={
          mayRecover && (
            <Button onPress={() => continueToRecovery({ nationalCode: typed.nationalCode, birthDate: '' })}>
              {t('citizenServices.forgotten')}
            </Button>
          )
        }
        onType={(text) => patch('status', { typed: text })}
        onSubmit={(credentials) => void showStatus(credentials)}
      />
    )
  }
  const { status } = person
  return (
    <ServiceFrame
      second={
        <Button data-first-focus onPress={() => clearService('status')}>
          {t('citizenServices.otherPerson')}
        </Button>
      }
    >
      <PersonHeading person={person} />
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-8">
        <section aria-labelledby="stages-heading">
          <h3 id="stages-heading" className="mb-3 text-body font-extrabold text-ink">
            {t('citizenServices.stages')}
          </h3>
          <StageTimeline history={status.history} current={status.stage} />
        </section>
        {status.appointment && (
          <section aria-labelledby="appointment-heading">
            <h3 id="appointment-heading" className="mb-3 text-body font-extrabold text-ink">
              {t(
                status.appointment.state === 'cancelled' || status.appointment.state === 'served'
                  ? 'citizenServices.pastAppointment'
                  : 'citizenServices.currentAppointment',
              )}
            </h3>
            <AppointmentFacts appointment={status.appointment} />
          </section>
        )}
      </div>
    </ServiceFrame>
  )
}
