import { Compass, Keyboard, KeyRound, Lock, LogOut } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Menu, MenuItem } from '../design/menu.tsx'
import { LOCK_KEYS } from '../features/lock/use-lock.ts'
import { openPasswordDialog } from '../features/password/password-store.ts'
import { openShortcutSheet } from '../features/shortcuts/sheet-store.ts'
import { startTour } from '../features/tour/tour-store.ts'
import { lock, signOut, useSession } from '../stores/session.ts'
import { useFormat } from './format.ts'

/** Who works here, in which role and at which desk; the way out. */
export function PersonMenu() {
  const { t } = useTranslation()
  const format = useFormat()
  const user = useSession((session) => session.user)
  if (!user) return null
  const roles = user.roles.map((role) => t(`role.${role}`)).join(t('common.comma'))
  const desk = user.desk === null ? '' : format.digits(user.desk)
  // Some offices write the whole word, some only the number.
  const deskWords = /^\p{Nd}+$/u.test(desk) ? t('frame.desk', { desk }) : desk
  const place = desk === '' ? roles : `${roles} · ${deskWords}`
  return (
    <Menu
      label={t('frame.personMenu')}
      placement="bottom end"
      trigger={
        <AriaButton className="flex min-w-0 items-center gap-2.5 rounded-m py-1 ps-1 text-start data-focus-visible:focus-ring data-hovered:text-accent">
          <span
            aria-hidden
            className="flex size-8 shrink-0 items-center justify-center rounded-full bg-accent-soft text-body font-extrabold text-accent"
          >
            {[...user.displayName][0]}
          </span>
          <span className="max-w-[14rem] min-w-0 narrow:sr-only">
            <span dir="auto" className="block truncate text-body leading-[1.25rem] text-ink ltr:text-left">
              {user.displayName}
            </span>
            <span className="block truncate text-label text-second">{place}</span>
          </span>
        </AriaButton>
      }
    >
      <MenuItem icon={<Compass size={16} aria-hidden />} onAction={startTour}>
        {t('tour.again')}
      </MenuItem>
      <MenuItem icon={<Keyboard size={16} aria-hidden />} shortcut="?" onAction={openShortcutSheet}>
        {t('frame.shortcuts')}
      </MenuItem>
      <MenuItem icon={<KeyRound size={16} aria-hidden />} onAction={openPasswordDialog}>
        {t('password.open')}
      </MenuItem>
      <MenuItem icon={<Lock size={16} aria-hidden />} shortcut={LOCK_KEYS} onAction={lock}>
        {t('lock.lock')}
      </MenuItem>
      <MenuItem icon={<LogOut size={16} aria-hidden />} onAction={() => void signOut()}>
        {t('frame.signOut')}
      </MenuItem>
    </Menu>
  )
}
