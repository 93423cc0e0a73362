import { type FormEvent, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { User } from '#shared/contract/office.ts'
import { ProblemNote } from '../../design/error-state.tsx'
import { PasswordField } from '../../design/password-field.tsx'
import { useCountdown } from '../sign-in/use-countdown.ts'
import { usePasswordForm } from './use-password-form.ts'

/** The present password, the new one and the new one once more; what is wrong stands beside each. */
export function PasswordForm({
  user,
  known = null,
  id,
  onChanged,
  actions,
}: {
  user: User
  /** The present password where it was typed a moment ago: it is not asked for again. */
  known?: string | null
  id?: string
  onChanged: () => void
  actions: (busy: boolean) => ReactNode
}) {
  const { t } = useTranslation()
  const form = usePasswordForm(user, known)
  const present = useRef<HTMLInputElement>(null)
  const fresh = useRef<HTMLInputElement>(null)
  const again = useRef<HTMLInputElement>(null)
  const delayed = form.problem?.kind === 'failed' ? form.problem.retryAfterSeconds : undefined
  const wait = useCountdown(delayed)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.busy || wait > 0) return
    const errors = await form.submit()
    if (errors === null) return onChanged()
    const field = errors.present ? present : errors.password ? fresh : errors.repeat ? again : null
    field?.current?.focus()
    field?.current?.select()
  }
  const presentError =
    form.present.error && t(`password.present${form.present.error === 'wrong' ? 'Wrong' : 'Missing'}`)

  return (
    <form id={id} noValidate onSubmit={submit} className="flex flex-col gap-4">
      {known === null && (
        <PasswordField
          label={t(user.mustChangePassword ? 'password.oneTime' : 'password.present')}
          value={form.present.value}
          onChange={form.present.onChange}
          autoFocus
          autoComplete="current-password"
          inputRef={present}
          error={presentError}
        />
      )}
      <PasswordField
        label={t('password.new')}
        value={form.password.value}
        onChange={form.password.onChange}
        autoFocus={known !== null}
        autoComplete="new-password"
        inputRef={fresh}
        hint={t('password.newHint')}
        error={form.password.error && t(`password.why.${form.password.error}`)}
      />
      <PasswordField
        label={t('password.repeat')}
        value={form.repeat.value}
        onChange={form.repeat.onChange}
        autoComplete="new-password"
        inputRef={again}
        error={form.repeat.error && t('password.differs')}
      />
      {delayed === undefined ? (
        <ProblemNote problem={form.problem} />
      ) : (
        wait > 0 && (
          <ProblemNote problem={{ kind: 'failed', code: 'TOO_MANY_ATTEMPTS', retryAfterSeconds: wait }} />
        )
      )}
      {actions(form.busy)}
    </form>
  )
}
