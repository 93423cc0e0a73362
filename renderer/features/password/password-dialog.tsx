import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { notify } from '../../design/notice.ts'
import { useSession } from '../../stores/session.ts'
import { PasswordForm } from './password-form.tsx'
import { closePasswordDialog, usePasswordDialog } from './password-store.ts'

/** «تغییر گذرواژه»: everybody, for themselves. */
export function PasswordDialog() {
  const { t } = useTranslation()
  const open = usePasswordDialog((store) => store.open)
  const user = useSession((session) => session.user)
  if (!open || !user) return null
  const changed = () => {
    closePasswordDialog()
    notify({ tone: 'done', title: t('password.changed'), detail: t('password.changedDetail') })
  }
  return (
    // A press beside the dialog must not throw away what has been written.
    <Dialog
      isOpen
      onClose={closePasswordDialog}
      isDismissable={false}
      width="s"
      title={t('password.title')}
      help="people#password"
    >
      <PasswordForm
        user={user}
        onChanged={changed}
        actions={(busy) => (
          // The foot of every dialog, here within the form.
          <div className="-mx-6 mt-1 -mb-5 flex justify-end gap-2 border-t border-line bg-paper px-6 py-3">
            <Button onPress={closePasswordDialog}>{t('common.discard')}</Button>
            <Button type="submit" variant="primary" isPending={busy}>
              {t('password.submit')}
            </Button>
          </div>
        )}
      />
    </Dialog>
  )
}
