import { type FormEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Colleague } from '#shared/contract/office.ts'
import { roles } from '#shared/domain/state.ts'
import { Button } from '../../design/button.tsx'
import { CheckGroup } from '../../design/check-group.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { ProblemNote } from '../../design/error-state.tsx'
import { TextField } from '../../design/text-field.tsx'
import { office } from '../../transport/office-client.ts'
import { changesOf, draftOf, type PersonField, readDraft } from './person-form.ts'
import { usePersonCall } from './use-people.ts'

const wrongWords = {
  displayName: 'people.nameInvalid',
  username: 'people.usernameInvalid',
  roles: 'people.rolesMissing',
  desk: 'people.deskInvalid',
} as const

export type Handed = { name: string; username: string; password: string }

/** Adds somebody, or changes what is said of them; what is wrong stands beside its field. */
export function PersonDialog({
  person,
  isOwn = false,
  onAdded,
  onChanged,
  onClose,
}: {
  /** Null to add somebody. */
  person: Colleague | null
  isOwn?: boolean
  onAdded: (handed: Handed) => void
  onChanged: (person: Colleague) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const formId = useId()
  const [draft, setDraft] = useState(() => draftOf(person))
  const [wrong, setWrong] = useState<readonly PersonField[]>([])
  const { busy, problem, run } = usePersonCall()
  const form = useRef<HTMLFormElement>(null)
  const isTaken = problem?.kind === 'refused' && problem.refusal.code === 'username_taken'

  const set =
    <F extends PersonField>(field: F) =>
    (value: (typeof draft)[F]) => {
      setDraft((now) => ({ ...now, [field]: value }))
      setWrong((now) => now.filter((one) => one !== field))
    }
  const errorOf = (field: PersonField) => (wrong.includes(field) ? t(wrongWords[field]) : null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const read = readDraft(draft)
    if ('wrong' in read) {
      setWrong(read.wrong)
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid=true], [data-invalid] input')?.focus(),
      )
      return
    }
    if (person === null) {
      const added = await run(() => office().people.add(read.user))
      if (added === null) return
      const { displayName, username } = added.colleague
      onAdded({ name: displayName, username, password: added.oneTimePassword })
      return
    }
    const changes = changesOf(person, read.user)
    if (Object.keys(changes).length === 0) return onClose()
    const changed = await run(() => office().people.change({ userId: person.id, changes }))
    if (changed !== null) onChanged(changed)
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      isDismissable={false}
      title={t(person === null ? 'people.addTitle' : 'people.editTitle')}
      help="people#add"
      actions={
        <>
          <Button onPress={onClose}>{t('common.discard')}</Button>
          <Button type="submit" form={formId} variant="primary" isPending={busy}>
            {t(person === null ? 'people.add' : 'people.save')}
          </Button>
        </>
      }
    >
      <form ref={form} id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t('people.name')}
          value={draft.displayName}
          onChange={set('displayName')}
          autoFocus
          maxLength={120}
          autoComplete="off"
          error={errorOf('displayName')}
        />
        <div className="grid grid-cols-[minmax(0,1fr)_140px] items-start gap-4">
          <TextField
            label={t('people.username')}
            value={draft.username}
            onChange={set('username')}
            isReadOnly={person !== null}
            ltr
            maxLength={60}
            autoComplete="off"
            spellCheck="false"
            hint={person === null ? t('people.usernameHint') : null}
            error={isTaken ? t('people.usernameTaken') : errorOf('username')}
          />
          <TextField
            label={t('people.desk')}
            value={draft.desk}
            onChange={set('desk')}
            maxLength={20}
            autoComplete="off"
            hint={person === null ? t('people.deskHint') : null}
            error={errorOf('desk')}
          />
        </div>
        <CheckGroup
          label={t('people.roles')}
          values={draft.roles}
          options={roles.map((role) => ({
            value: role,
            word: t(`role.${role}`),
            why: isOwn && role === 'supervisor' ? t('people.ownRole') : null,
          }))}
          onChange={set('roles')}
          error={errorOf('roles')}
        />
        {!isTaken && <ProblemNote problem={problem} />}
      </form>
    </Dialog>
  )
}
