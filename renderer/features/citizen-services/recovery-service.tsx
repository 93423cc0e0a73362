import { IdCard, SearchX } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseNationalCode } from '#shared/domain/national-code.ts'
import { parseRegistrationField } from '#shared/domain/registration-form.ts'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { useClock } from '../../stores/clock.ts'
import { CodeField } from './credentials-form.tsx'
import { JalaliField } from './figures-field.tsx'
import { ServiceFrame } from './service-frame.tsx'
import { ServiceProblem } from './service-problem.tsx'
import { continueWith, recover } from './services-acts.ts'
import { clearService, patch, useServices } from './services-store.ts'
import { TrackingCodeCard } from './tracking-code-card.tsx'

/** «بازیابی کد رهگیری»: the clerk has the person before them, and is told the code itself. */
export function RecoveryService() {
  const answer = useServices((store) => store.recovery.answer)
  if (!answer) return <RecoveryForm />
  const { nationalCode, trackingCode } = answer
  return trackingCode === null ? <NothingFound /> : <Recovered credentials={{ nationalCode, trackingCode }} />
}

function RecoveryForm() {
  const { t } = useTranslation()
  const format = useFormat()
  const today = useClock((store) => store.today) ?? ''
  const { nationalCode, birthDate, busy, problem } = useServices((store) => store.recovery)
  const [attempted, setAttempted] = useState(false)
  const code = parseNationalCode(nationalCode)
  const birth = parseRegistrationField('birthDate', birthDate, { today })
  const submit = () => {
    setAttempted(true)
    if (!busy && code.ok && birth.ok) void recover(code.value, birth.value)
  }
  const birthMessage = birth.ok ? null : t(`validation.${birth.code}`)
  return (
    <ServiceFrame
      main={{ label: t('citizenServices.submitRecovery'), run: submit, isBusy: busy }}
      note={<IdentityNote />}
    >
      <ServiceProblem problem={problem} />
      <form
        noValidate
        className="grid max-w-[640px] grid-cols-2 gap-x-6"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <CodeField
          label={t('citizenServices.nationalCode')}
          value={nationalCode}
          message={code.ok ? null : t(`validation.${code.code}`)}
          isStrict={attempted}
          isFirst
          onChange={(text) => patch('recovery', { nationalCode: text })}
        />
        <JalaliField
          label={t('citizenServices.birthDate')}
          value={birthDate}
          onChange={(text) => patch('recovery', { birthDate: text })}
          hint={birth.ok ? format.date(birth.value, 'full') : birthDate === '' ? null : birthMessage}
          error={attempted ? birthMessage : null}
          className="min-h-[84px]"
        />
        <button type="submit" hidden tabIndex={-1} aria-hidden />
      </form>
    </ServiceFrame>
  )
}

function IdentityNote() {
  const { t } = useTranslation()
  return (
    <span className="flex items-center gap-2">
      <IdCard size={16} aria-hidden className="shrink-0 text-incomplete" />
      {t('citizenServices.checkIdentity')}
    </span>
  )
}

function Recovered({ credentials }: { credentials: { nationalCode: string; trackingCode: string } }) {
  const { t } = useTranslation()
  const leave = (service: 'booking' | 'status') => {
    clearService('recovery')
    continueWith(service, credentials)
  }
  return (
    <ServiceFrame>
      <TrackingCodeCard
        title={t('citizenServices.recovered')}
        owner={t('citizenServices.trackingCode')}
        credentials={credentials}
        actions={
          <>
            <Button variant="primary" data-first-focus onPress={() => leave('booking')}>
              {t('citizenServices.continueToBooking')}
            </Button>
            <Button onPress={() => leave('status')}>{t('citizenServices.seeStatus')}</Button>
            <Button onPress={() => clearService('recovery')}>{t('citizenServices.otherPerson')}</Button>
          </>
        }
      >
        <IdentityNote />
      </TrackingCodeCard>
    </ServiceFrame>
  )
}

function NothingFound() {
  const { t } = useTranslation()
  return (
    <ServiceFrame>
      <div role="status" className="h-full">
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={t('citizenServices.notRecovered')}
          detail={t('citizenServices.notRecoveredDetail')}
          action={
            <Button data-first-focus onPress={() => patch('recovery', { answer: null })}>
              {t('common.retry')}
            </Button>
          }
        />
      </div>
    </ServiceFrame>
  )
}
