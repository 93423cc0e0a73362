import { useState } from 'react'
import type { User } from '#shared/contract/office.ts'
import { type PasswordProblem, passwordProblem } from '#shared/domain/password.ts'
import { changePassword } from '../../stores/session.ts'
import type { Problem } from '../../transport/problem.ts'

export type PasswordErrors = {
  present: 'missing' | 'wrong' | null
  password: PasswordProblem | null
  repeat: 'differs' | null
}
const noErrors: PasswordErrors = { present: null, password: null, repeat: null }
export const hasErrors = (errors: PasswordErrors) => Object.values(errors).some((error) => error !== null)

/** What is typed to change one's password, and what is wrong with it, field by field. */
export function usePasswordForm(user: User, known: string | null) {
  const [typedPresent, setPresent] = useState('')
  const [password, setPassword] = useState('')
  const [repeat, setRepeat] = useState('')
  const [errors, setErrors] = useState(noErrors)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const present = known ?? typedPresent

  /** Gives what is wrong; nothing when the password was changed. */
  const submit = async (): Promise<PasswordErrors | null> => {
    if (busy) return noErrors
    setProblem(null)
    const found: PasswordErrors = {
      present: present === '' ? 'missing' : null,
      password: passwordProblem(password, { username: user.username, present }),
      repeat: password === repeat ? null : 'differs',
    }
    setErrors(found)
    if (hasErrors(found)) return found
    setBusy(true)
    const outcome = await changePassword(present, password)
    setBusy(false)
    if (outcome === null) return null
    const refused: PasswordErrors = {
      ...noErrors,
      present: outcome.wrongPresent ? 'wrong' : null,
      password: outcome.why,
    }
    setErrors(refused)
    setProblem(outcome.wrongPresent || outcome.why !== null ? null : outcome.problem)
    return refused
  }

  return {
    present: { value: typedPresent, onChange: setPresent, error: errors.present },
    password: { value: password, onChange: setPassword, error: errors.password },
    repeat: { value: repeat, onChange: setRepeat, error: errors.repeat },
    problem,
    busy,
    submit,
  }
}
