import { TriangleAlert } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { ProblemNote } from '../../design/error-state.tsx'
import { PasswordField } from '../../design/password-field.tsx'
import { TextField } from '../../design/text-field.tsx'
import { signIn } from '../../stores/session.ts'
import type { Problem } from '../../transport/problem.ts'
import { useKeyboardHints } from './keyboard-hints.ts'
import { useCountdown } from './use-countdown.ts'

/** User name and password; of somebody who is known already, the password alone. */
export function SignInForm({
  knownUsername = null,
  problem: earlier = null,
  submitLabel,
}: {
  knownUsername?: string | null
  /** Why one has to sign in again. */
  problem?: Problem | null
  submitLabel: string
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const [typedName, setTypedName] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(earlier)
  const [missing, setMissing] = useState(false)
  const passwordField = useRef<HTMLInputElement>(null)
  const hints = useKeyboardHints(password)
  const delayed = problem?.kind === 'failed' ? problem.retryAfterSeconds : undefined
  const wait = useCountdown(delayed)
  const username = knownUsername ?? typedName.trim()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || wait > 0) return
    if (username === '' || password === '') {
      setMissing(true)
      return
    }
    setBusy(true)
    const failed = await signIn(username, password)
    setBusy(false)
    setProblem(failed)
    if (failed) {
      passwordField.current?.focus()
      passwordField.current?.select()
    }
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {knownUsername === null && (
        <TextField
          label={t('signIn.username')}
          value={typedName}
          onChange={setTypedName}
          autoFocus
          ltr
          autoComplete="username"
          spellCheck="false"
          error={missing && username === '' ? t('signIn.usernameMissing') : null}
        />
      )}
      <div className="flex flex-col gap-1.5">
        <PasswordField
          label={t('signIn.password')}
          value={password}
          onChange={setPassword}
          autoFocus={knownUsername !== null}
          autoComplete="current-password"
          inputRef={passwordField}
          error={missing && password === '' ? t('signIn.passwordMissing') : null}
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
      {delayed === undefined ? (
        <ProblemNote problem={problem} />
      ) : (
        wait > 0 && (
          <ProblemNote problem={{ kind: 'failed', code: 'TOO_MANY_ATTEMPTS', retryAfterSeconds: wait }} />
        )
      )}
      <Button type="submit" variant="primary" isPending={busy} className="mt-2 w-full">
        {wait > 0 ? format.number(wait) : submitLabel}
      </Button>
    </form>
  )
}
