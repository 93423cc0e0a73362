import { Lock, UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Colleague } from '#shared/contract/office.ts'
import { Button } from '../../design/button.tsx'
import { ConfirmDialog } from '../../design/confirm-dialog.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { ErrorState } from '../../design/error-state.tsx'
import { notify } from '../../design/notice.ts'
import { Skeleton } from '../../design/skeleton.tsx'
import { useHasRole, useSession } from '../../stores/session.ts'
import { useProblemNotice } from '../../transport/failure-notice.ts'
import { office } from '../../transport/office-client.ts'
import { problemOf } from '../../transport/problem.ts'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { PeopleTable } from './people-table.tsx'
import { type Handed, PersonDialog } from './person-dialog.tsx'
import { usePeople, usePersonCall } from './use-people.ts'

/** «کاربران دفتر»: who works here, as what, and whether they can sign in; the supervisor's. */
export function PeoplePlace() {
  const { t } = useTranslation()
  const manages = useHasRole('supervisor')
  if (!manages) {
    return (
      <EmptyState
        icon={<Lock aria-hidden />}
        title={t('people.onlySupervisor')}
        detail={t('people.onlySupervisorDetail')}
      />
    )
  }
  return <People />
}

/** What is open before the table. */
type Open =
  | { what: 'add' }
  | { what: 'edit' | 'reset' | 'disable'; person: Colleague }
  | { what: 'handed'; handed: Handed }

function People() {
  const { t } = useTranslation()
  const tellProblem = useProblemNotice()
  const ownId = useSession(({ user }) => user?.id ?? null)
  const { people, problem, reload } = usePeople()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const done = (title: string) => notify({ tone: 'done', title })

  const enable = async ({ id, displayName }: Colleague) => {
    try {
      await office().people.change({ userId: id, changes: { active: true } })
      done(t('people.enabled', { name: displayName }))
    } catch (error) {
      tellProblem(problemOf(error))
    }
    reload()
  }

  return (
    <section aria-label={t('people.title')} className="flex min-h-0 flex-1 flex-col bg-paper">
      <header className="flex shrink-0 items-start gap-4 px-6 pt-4 pb-3">
        <div className="min-w-0 flex-1">
          <h2 className="text-lead font-extrabold text-ink">
            {t('people.title')}
            <span role="status" className="ms-3 text-small font-normal text-second">
              {people && t('people.count', { count: people.filter(({ active }) => active).length })}
            </span>
          </h2>
          <p className="mt-0.5 text-small text-second">{t('people.detail')}</p>
        </div>
        <Button
          variant="primary"
          icon={<UserRoundPlus size={16} aria-hidden />}
          onPress={() => setOpen({ what: 'add' })}
        >
          {t('people.add')}
        </Button>
      </header>
      <div className="min-h-0 flex-1 overflow-auto bg-surface">
        {people !== null ? (
          <PeopleTable
            people={people}
            ownId={ownId}
            onEdit={(person) => setOpen({ what: 'edit', person })}
            onReset={(person) => setOpen({ what: 'reset', person })}
            onSetActive={(person, active) =>
              active ? void enable(person) : setOpen({ what: 'disable', person })
            }
          />
        ) : problem ? (
          <ErrorState problem={problem} onRetry={reload} />
        ) : (
          <Loading />
        )}
      </div>
      {(open?.what === 'add' || open?.what === 'edit') && (
        <PersonDialog
          person={open.what === 'edit' ? open.person : null}
          isOwn={open.what === 'edit' && open.person.id === ownId}
          onAdded={(handed) => {
            setOpen({ what: 'handed', handed })
            reload()
          }}
          onChanged={({ displayName }) => {
            close()
            done(t('people.changed', { name: displayName }))
            reload()
          }}
          onClose={close}
        />
      )}
      {open?.what === 'reset' && (
        <Ask
          person={open.person}
          act="reset"
          call={() => office().people.resetPassword({ userId: open.person.id })}
          onDone={({ colleague: { displayName, username }, oneTimePassword: password }) => {
            setOpen({ what: 'handed', handed: { name: displayName, username, password } })
            reload()
          }}
          onClose={close}
        />
      )}
      {open?.what === 'disable' && (
        <Ask
          person={open.person}
          act="disable"
          call={() => office().people.change({ userId: open.person.id, changes: { active: false } })}
          onDone={({ displayName }) => {
            close()
            done(t('people.disabledNow', { name: displayName }))
            reload()
          }}
          onClose={close}
        />
      )}
      {open?.what === 'handed' && <HandOverDialog handed={open.handed} onClose={close} />}
    </section>
  )
}

/** Asks before something that signs the person out, does it, and passes on what came of it. */
function Ask<T>({
  person,
  act,
  call,
  onDone,
  onClose,
}: {
  person: Colleague
  act: 'reset' | 'disable'
  call: () => Promise<T>
  onDone: (answer: T) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { busy, problem, run } = usePersonCall()
  const confirm = async () => {
    const answer = await run(call)
    if (answer !== null) onDone(answer)
  }
  return (
    <ConfirmDialog
      title={t(`people.${act}Title`, { name: person.displayName })}
      help="people#disable"
      confirmLabel={t(`people.${act}Confirm`)}
      isDangerous
      isBusy={busy}
      problem={problem}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p className="text-body text-second">{t(`people.${act}Detail`)}</p>
    </ConfirmDialog>
  )
}

function Loading() {
  const { t } = useTranslation()
  return (
    <div role="status" aria-busy aria-label={t('people.loading')} className="flex flex-col">
      {['a', 'b', 'c'].map((key) => (
        <div key={key} className="flex h-12 items-center border-b border-line px-6">
          <Skeleton className="h-4 w-72" />
        </div>
      ))}
    </div>
  )
}
