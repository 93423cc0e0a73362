import { Eye, EyeOff, TriangleAlert } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { ProblemNote } from '../../design/error-state.tsx'
import { FrontPage } from '../../design/front-page.tsx'
import { IconButton } from '../../design/icon-button.tsx'
import { TextField } from '../../design/text-field.tsx'
import { useOffice } from '../../stores/office.ts'
import { signIn, startSession, useSession } from '../../stores/session.ts'
import type { Problem } from '../../transport/problem.ts'
import { ConditionList } from '../condition/condition-note.tsx'
import { useKeyboardHints } from './keyboard-hints.ts'
import { useCountdown } from './use-countdown.ts'

/** How often to look whether the people of the office have arrived, ms. */
const USERS_CHECK = 2_000

export function SignInScreen() {
  const { t } = useTranslation()
  const format = useFormat()
  const profile = useOffice((store) => store.profile)
  const hasUsers = useSession((session) => session.device?.hasUsers ?? true)
  const ended = useSession((session) => session.problem)
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(ended)
  const [missing, setMissing] = useState(false)
  const passwordField = useRef<HTMLInputElement>(null)
  const hints = useKeyboardHints(password)
  const locked = problem?.kind === 'failed' ? problem.retryAfterSeconds : undefined
  const wait = useCountdown(locked)

  useEffect(() => {
    if (hasUsers) return
    const timer = setInterval(() => void startSession(), USERS_CHECK)
    return () => clearInterval(timer)
  }, [hasUsers])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || wait > 0) return
    if (username.trim() === '' || password === '') {
      setMissing(true)
      return
    }
    setBusy(true)
    const failed = await signIn(username.trim(), password)
    setBusy(false)
    setProblem(failed)
    if (failed) {
      passwordField.current?.focus()
      passwordField.current?.select()
    }
  }

  const lead = profile && `${format.withCodes(profile.name)}${t('common.comma')}${profile.city}`
  return (
    <FrontPage title={t('signIn.title')} lead={lead} above={<ConditionList />}>
      {hasUsers ? (
        <form noValidate onSubmit={submit} className="flex flex-col gap-4">
          <TextField
            label={t('signIn.username')}
            value={username}
            onChange={setUsername}
            autoFocus
            ltr
            autoComplete="username"
            spellCheck="false"
            error={missing && username.trim() === '' ? t('signIn.usernameMissing') : null}
          />
          <div className="flex flex-col gap-1.5">
            <TextField
              label={t('signIn.password')}
              value={password}
              onChange={setPassword}
              type={shown ? 'text' : 'password'}
              ltr
              autoComplete="current-password"
              spellCheck="false"
              inputRef={passwordField}
              error={missing && password === '' ? t('signIn.passwordMissing') : null}
              end={
                <IconButton
                  size="s"
                  label={shown ? t('signIn.hide') : t('signIn.show')}
                  icon={shown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
                  onPress={() => setShown(!shown)}
                />
              }
            />
            <div aria-live="polite" className="flex flex-col gap-1">
              {hints.map((hint) => (
                <p key={hint} className="flex items-center gap-1.5 text-small text-incomplete">
                  <TriangleAlert size={14} aria-hidden className="shrink-0" />
                  {t(`signIn.${hint}`)}
                </p>
              ))}
            </div>
          </div>
          {locked === undefined ? (
            <ProblemNote problem={problem} />
          ) : (
            wait > 0 && (
              <ProblemNote problem={{ kind: 'failed', code: 'TOO_MANY_ATTEMPTS', retryAfterSeconds: wait }} />
            )
          )}
          <Button type="submit" variant="primary" isPending={busy} className="mt-2 w-full">
            {wait > 0 ? format.number(wait) : t('signIn.submit')}
          </Button>
        </form>
      ) : (
        <p role="status" className="text-body text-second">
          {t('activation.waitingUsers')}
        </p>
      )}
    </FrontPage>
  )
}
