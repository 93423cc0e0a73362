import { useTranslation } from 'react-i18next'
import {
  type RegistrationField as FieldName,
  parseRegistration,
  type RegistrationContext,
} from '#shared/domain/registration-form.ts'
import { Button } from '../../design/button.tsx'
import { useClock } from '../../stores/clock.ts'
import { useOffice } from '../../stores/office.ts'
import { RegistrationField } from './registration-field.tsx'
import { ServiceFrame } from './service-frame.tsx'
import { ServiceProblem } from './service-problem.tsx'
import { continueToRecovery, continueWith, register } from './services-acts.ts'
import { clearService, hasDraft, patch, useServices } from './services-store.ts'
import { TrackingCodeCard } from './tracking-code-card.tsx'

const identity: FieldName[] = [
  'nationalCode',
  'birthDate',
  'gender',
  'firstName',
  'lastName',
  'fatherName',
  'certificateNumber',
  'certificateSerial',
  'requestKind',
]
const contact: FieldName[] = ['postalCode', 'landline', 'mobile', 'address']

/** «ثبت‌نام جدید»: the form, and after it the tracking code. */
export function RegisterService() {
  const registered = useServices((store) => store.register.registered)
  return registered ? <Registered /> : <RegistrationForm />
}

function RegistrationForm() {
  const { t } = useTranslation()
  const today = useClock((store) => store.today) ?? ''
  const areaCode = useOffice(({ profile }) => profile?.areaCode)
  const { form, attempted, busy, problem } = useServices((store) => store.register)
  const canClear = useServices((store) => hasDraft('register', store))
  const context: RegistrationContext = { today, ...(areaCode === undefined ? {} : { areaCode }) }
  const read = parseRegistration(form, context)
  const left = read.ok ? 0 : Object.keys(read.errors).length

  const submit = () => {
    if (read.ok) void register(read.value)
    else patch('register', { attempted: true, problem: null })
  }
  const isRegisteredAlready =
    problem?.kind === 'central_refused' && problem.refusal.reason === 'live_registration'

  return (
    <ServiceFrame
      note={
        attempted && left > 0 ? (
          <span className="text-no-show">{t('citizenServices.fieldsLeft', { count: left })}</span>
        ) : (
          t('citizenServices.registerNote')
        )
      }
      second={
        canClear && (
          <Button onPress={() => clearService('register')}>{t('citizenServices.clearDraft')}</Button>
        )
      }
      main={{ label: t('citizenServices.submitRegistration'), run: submit, isBusy: busy }}
    >
      <ServiceProblem
        problem={problem}
        action={
          isRegisteredAlready && (
            <Button
              size="s"
              className="self-center"
              onPress={() =>
                continueToRecovery({ nationalCode: form.nationalCode, birthDate: form.birthDate })
              }
            >
              {t('citizenServices.service.recovery')}
            </Button>
          )
        }
      />
      <div className="max-w-[1080px]">
        <Fields legend={t('citizenServices.identity')} names={identity} context={context} />
        <Fields legend={t('citizenServices.contact')} names={contact} context={context} />
      </div>
    </ServiceFrame>
  )
}

function Fields({
  legend,
  names,
  context,
}: {
  legend: string
  names: readonly FieldName[]
  context: RegistrationContext
}) {
  return (
    <fieldset className="mb-3">
      <legend className="mb-2 text-body font-extrabold text-ink">{legend}</legend>
      <div className="grid grid-cols-3 gap-x-6 gap-y-1.5">
        {names.map((name) => (
          <RegistrationField
            key={name}
            name={name}
            context={context}
            isFirst={name === 'nationalCode'}
            className={name === 'address' ? 'col-span-3' : ''}
          />
        ))}
      </div>
    </fieldset>
  )
}

function Registered() {
  const { t } = useTranslation()
  const registered = useServices((store) => store.register.registered)
  if (!registered) return null
  const { name, credentials } = registered
  return (
    <ServiceFrame>
      <TrackingCodeCard
        title={t('citizenServices.registered')}
        owner={t('citizenServices.registeredFor', { name })}
        credentials={credentials}
        actions={
          <>
            <Button
              variant="primary"
              data-first-focus
              onPress={() => {
                clearService('register')
                continueWith('booking', credentials)
              }}
            >
              {t('citizenServices.continueToBooking')}
            </Button>
            <Button onPress={() => clearService('register')}>{t('citizenServices.registerAnother')}</Button>
          </>
        }
      >
        {t('citizenServices.registeredNote')}
      </TrackingCodeCard>
    </ServiceFrame>
  )
}
