import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { FrontPage } from '../../design/front-page.tsx'
import { useOffice } from '../../stores/office.ts'
import { startSession, useSession } from '../../stores/session.ts'
import { ConditionList } from '../condition/condition-note.tsx'
import { DemonstrationPeople, FirstSupervisors } from '../first-start/first-people.tsx'
import { FirstSteps } from '../first-start/first-steps.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** How often to look whether the people of the office have arrived, ms. */
const USERS_CHECK = 2_000

export function SignInScreen() {
  const { t } = useTranslation()
  const format = useFormat()
  const profile = useOffice((store) => store.profile)
  const device = useSession((session) => session.device)
  const hasUsers = device?.hasUsers ?? true
  const demonstration = device?.demonstration
  const ended = useSession((session) => session.problem)

  useEffect(() => {
    if (hasUsers) return
    const timer = setInterval(() => void startSession(), USERS_CHECK)
    return () => clearInterval(timer)
  }, [hasUsers])

  const lead = profile && t('frame.office', { name: format.withCodes(profile.name), address: profile.city })
  const isFirst = (device?.firstSupervisors.length ?? 0) > 0
  return (
    <FrontPage
      title={t('signIn.title')}
      lead={lead}
      above={
        <>
          {(isFirst || !hasUsers) && <FirstSteps current="signIn" />}
          <ConditionList />
          {isFirst && !demonstration && <FirstSupervisors supervisors={device?.firstSupervisors ?? []} />}
        </>
      }
      below={demonstration && <DemonstrationPeople {...demonstration} />}
    >
      {hasUsers ? (
        <SignInForm problem={ended} submitLabel={t('signIn.submit')} />
      ) : (
        <p role="status" className="text-body text-second">
          <strong className="font-semibold text-ink">{t('firstStart.nobody')}</strong>{' '}
          {t('firstStart.nobodyTodo')}
        </p>
      )}
    </FrontPage>
  )
}
