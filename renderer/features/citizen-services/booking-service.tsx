import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { BookingOutcome } from './booking-outcome.tsx'
import { BookingPerson } from './booking-person.tsx'
import { CredentialsForm } from './credentials-form.tsx'
import { continueToRecovery, findForBooking } from './services-acts.ts'
import { patch, useServices } from './services-store.ts'

/** «نوبت‌گیری»: who it is, what there is already, a new slot, and the appointment that came of it. */
export function BookingService() {
  const { t } = useTranslation()
  const { typed, person, outcome, busy, problem } = useServices((store) => store.booking)
  if (person && outcome) return <BookingOutcome person={person} outcome={outcome} />
  if (person) return <BookingPerson person={person} />
  return (
    <CredentialsForm
      typed={typed}
      busy={busy}
      problem={problem}
      submitLabel={t('citizenServices.find')}
      note={t('citizenServices.findNote')}
      second={
        <Button onPress={() => continueToRecovery({ nationalCode: typed.nationalCode, birthDate: '' })}>
          {t('citizenServices.forgotten')}
        </Button>
      }
      onType={(text) => patch('booking', { typed: text })}
      onSubmit={(credentials) => void findForBooking(credentials)}
    />
  )
}
