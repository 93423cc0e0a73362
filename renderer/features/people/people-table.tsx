import { Ban, CircleCheck, Ellipsis, KeyRound, UserRoundX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Colleague } from '#shared/contract/office.ts'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { IconButton } from '../../design/icon-button.tsx'
import { Menu, MenuItem } from '../../design/menu.tsx'
import { SyncMark } from '../../design/sync-mark.tsx'

const columns = ['name', 'username', 'roles', 'desk', 'state', 'sync', 'actions'] as const
const widths = {
  name: 'w-[23%]',
  username: 'w-[13%]',
  roles: 'w-[20%]',
  desk: 'w-[7%]',
  state: 'w-[13%]',
  sync: 'w-[9%]',
  actions: 'w-[9.375rem]',
} as const

export type PersonActs = {
  onEdit: (person: Colleague) => void
  onReset: (person: Colleague) => void
  onSetActive: (person: Colleague, active: boolean) => void
}

/** Everybody of the office with what can be done; those out of service last. */
export function PeopleTable({
  people,
  ownId,
  ...acts
}: { people: readonly Colleague[]; ownId: string | null } & PersonActs) {
  const { t } = useTranslation()
  const sorted = [...people].sort((a, b) => Number(b.active) - Number(a.active))
  return (
    <table className="w-full min-w-[54rem] table-fixed border-collapse text-start">
      <thead className="sticky top-0 z-10 bg-sunken">
        <tr>
          {columns.map((column) => (
            <th
              key={column}
              scope="col"
              className={`h-9 border-y border-line px-3 text-start text-label font-semibold text-second first:ps-6 last:pe-6 ${widths[column]}`}
            >
              <span className={column === 'actions' ? 'sr-only' : ''}>{t(`people.column.${column}`)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sorted.map((person) => (
          <PersonRow key={person.id} person={person} isOwn={person.id === ownId} {...acts} />
        ))}
      </tbody>
    </table>
  )
}

function PersonRow({
  person,
  isOwn,
  onEdit,
  onReset,
  onSetActive,
}: { person: Colleague; isOwn: boolean } & PersonActs) {
  const { t } = useTranslation()
  const format = useFormat()
  const { displayName, username, active } = person
  const roles = person.roles.map((role) => t(`role.${role}`)).join(t('common.comma'))
  return (
    <tr data-person={username} className="h-12 border-b border-line text-body text-ink">
      <th scope="row" className="truncate px-3 ps-6 text-start font-semibold" title={displayName}>
        <bdi className={active ? '' : 'text-second'}>{displayName}</bdi>
        {isOwn && <span className="ms-2 text-small font-normal text-second">({t('people.you')})</span>}
      </th>
      <td className="truncate px-3 text-small" title={username}>
        <bdi dir="ltr">{username}</bdi>
      </td>
      <td className="truncate px-3 text-small text-second" title={roles}>
        {roles}
      </td>
      <td className="truncate px-3 text-small">{person.desk && format.digits(person.desk)}</td>
      <td className="px-3">
        <State person={person} />
      </td>
      <td className="px-3">
        <span className="flex">
          <SyncMark sync={person.sync} words />
        </span>
      </td>
      <td className="px-3 pe-6">
        <div className="flex items-center justify-end gap-1">
          <Button
            size="s"
            variant="quiet"
            aria-label={t('people.editOf', { name: displayName })}
            onPress={() => onEdit(person)}
          >
            {t('people.edit')}
          </Button>
          {/* One's own password is changed in the person's menu, and nobody disables themselves. */}
          {isOwn ? (
            <span className="size-7" />
          ) : (
            <Menu
              label={t('people.more', { name: displayName })}
              placement="bottom end"
              trigger={
                <IconButton
                  size="s"
                  label={t('people.more', { name: displayName })}
                  icon={<Ellipsis size={16} aria-hidden />}
                />
              }
            >
              {active ? (
                <>
                  <MenuItem icon={<KeyRound size={16} aria-hidden />} onAction={() => onReset(person)}>
                    {t('people.reset')}
                  </MenuItem>
                  <MenuItem
                    icon={<UserRoundX size={16} aria-hidden />}
                    onAction={() => onSetActive(person, false)}
                  >
                    {t('people.disable')}
                  </MenuItem>
                </>
              ) : (
                <MenuItem
                  icon={<CircleCheck size={16} aria-hidden />}
                  onAction={() => onSetActive(person, true)}
                >
                  {t('people.enable')}
                </MenuItem>
              )}
            </Menu>
          )}
        </div>
      </td>
    </tr>
  )
}

function State({ person: { active, mustChangePassword } }: { person: Colleague }) {
  const { t } = useTranslation()
  const [Icon, word, colour] = !active
    ? ([Ban, 'people.disabled', 'text-second'] as const)
    : mustChangePassword
      ? ([KeyRound, 'people.oneTime', 'text-incomplete'] as const)
      : ([CircleCheck, 'people.active', 'text-served'] as const)
  return (
    <span className={`flex max-w-full items-center gap-1.5 text-small ${colour}`} title={t(word)}>
      <Icon size={14} aria-hidden className="shrink-0" />
      <span className="truncate">{t(word)}</span>
    </span>
  )
}
