import { UserRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NamedPerson } from '#shared/contract/device.ts'
import { Button } from '../../design/button.tsx'
import { ProblemNote } from '../../design/error-state.tsx'
import { signIn } from '../../stores/session.ts'
import type { Problem } from '../../transport/problem.ts'

/** Before anybody has signed in on this device: who is expected to be the first. */
export function FirstSupervisors({ supervisors }: { supervisors: readonly NamedPerson[] }) {
  const { t } = useTranslation()
  return (
    <section
      aria-label={t('firstStart.firstSignIn')}
      className="mb-4 rounded-l border border-line bg-accent-soft px-4 py-3 text-small text-ink"
    >
      <p className="font-semibold">{t('firstStart.firstSignIn')}</p>
      <p className="mt-1 text-second">{t('firstStart.firstSignInTodo')}</p>
      <ul className="mt-2 flex flex-col gap-1">
        {supervisors.map(({ username, displayName }) => (
          <li key={username} className="flex items-center gap-2">
            <UserRound size={14} aria-hidden className="shrink-0 text-accent" />
            <span className="min-w-0 flex-1 truncate">{displayName}</span>
            <bdi dir="ltr" className="font-semibold">
              {username}
            </bdi>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The demonstration: nobody has to know a password, one press signs in as one of the made-up people. */
export function DemonstrationPeople({
  people,
  password,
}: {
  people: readonly NamedPerson[]
  password: string
}) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const enter = async (username: string) => {
    if (busy !== null) return
    setBusy(username)
    setProblem(await signIn(username, password))
    setBusy(null)
  }
  return (
    <section
      aria-label={t('demonstration.title')}
      className="mt-4 rounded-l border border-incomplete/40 bg-incomplete-soft px-4 py-3 text-small text-ink"
    >
      <p>
        <strong className="font-semibold">{t('demonstration.title')}:</strong>{' '}
        <span className="text-second">{t('demonstration.signIn')}</span>
      </p>
      <ul className="mt-2 flex flex-col gap-1.5">
        {people.map(({ username, displayName, roles }) => (
          <li key={username}>
            <Button
              size="s"
              className="w-full justify-start"
              icon={<UserRound size={14} aria-hidden />}
              isPending={busy === username}
              onPress={() => void enter(username)}
            >
              {`${displayName} · ${roles.map((role) => t(`role.${role}`)).join(t('common.comma'))}`}
            </Button>
          </li>
        ))}
      </ul>
      <ProblemNote problem={problem} className="mt-3" />
    </section>
  )
}
