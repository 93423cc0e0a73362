import { useEffect } from 'react'
import { I18nProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../design/error-state.tsx'
import { Notices } from '../design/notices.tsx'
import { ActivationScreen } from '../features/first-start/activation-screen.tsx'
import { FetchingScreen } from '../features/first-start/fetching-screen.tsx'
import { HelpCentre } from '../features/help/help-centre.tsx'
import { LockScreen } from '../features/lock/lock-screen.tsx'
import { ChoosePasswordScreen } from '../features/password/choose-password-screen.tsx'
import { SignInScreen } from '../features/sign-in/sign-in-screen.tsx'
import { usePreferences } from '../stores/preferences.ts'
import { startSession, useSession } from '../stores/session.ts'
import { useAppearance } from './appearance.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { Frame } from './frame.tsx'

/** Both languages use the Persian calendar and the Iranian week. */
const locales = { fa: 'fa-IR', en: 'en-GB-u-ca-persian' } as const

export function App() {
  useAppearance()
  const language = usePreferences((preferences) => preferences.language)
  return (
    <I18nProvider locale={locales[language]}>
      <ErrorBoundary>
        <Screen />
      </ErrorBoundary>
      <HelpCentre />
      <Notices />
    </I18nProvider>
  )
}

/** How long to wait before asking the core again when it did not answer, ms. */
const ASK_AGAIN = 2_000

function Screen() {
  const phase = useSession((session) => session.phase)
  const problem = useSession((session) => session.problem)
  const userId = useSession((session) => session.user?.id)
  const mustChoose = useSession((session) => session.user?.mustChangePassword ?? false)

  useEffect(() => {
    void startSession()
  }, [])

  useEffect(() => {
    if (phase !== 'unreachable') return
    const timer = setInterval(() => void startSession(), ASK_AGAIN)
    return () => clearInterval(timer)
  }, [phase])

  switch (phase) {
    case 'starting':
      return <Starting />
    case 'unreachable':
      return (
        <main className="h-full">
          {problem && <ErrorState problem={problem} onRetry={() => void startSession()} />}
        </main>
      )
    case 'not_activated':
      return <ActivationScreen />
    case 'fetching':
      return <FetchingScreen />
    case 'signed_out':
      return <SignInScreen />
    case 'signed_in':
    case 'locked':
      if (mustChoose) return <ChoosePasswordScreen key={userId} />
      return (
        <>
          {/* Another person gets a frame of their own: nothing that was typed in the one before is in it. */}
          <Frame key={userId} />
          {phase === 'locked' && <LockScreen />}
        </>
      )
  }
}

function Starting() {
  const { t } = useTranslation()
  return <main aria-busy="true" aria-label={t('common.loading')} className="h-full" />
}
