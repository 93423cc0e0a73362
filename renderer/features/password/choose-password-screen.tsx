import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { FrontPage } from '../../design/front-page.tsx'
import { notify } from '../../design/notice.ts'
import { signOut, typedOneTimePassword, useSession } from '../../stores/session.ts'
import { PasswordForm } from './password-form.tsx'

/** All that there is for somebody who has signed in with a one-time password; the core answers nothing else. */
export function ChoosePasswordScreen() {
  const { t } = useTranslation()
  const user = useSession((session) => session.user)
  const [known] = useState(typedOneTimePassword)
  if (!user) return null
  return (
    <FrontPage title={t('password.firstTitle')} lead={t('password.firstLead', { name: user.displayName })}>
      <PasswordForm
        user={user}
        known={known}
        onChanged={() => notify({ tone: 'done', title: t('password.changed') })}
        actions={(busy) => (
          <>
            <Button type="submit" variant="primary" isPending={busy} className="mt-2 w-full">
              {t('password.submitFirst')}
            </Button>
            <Button
              size="s"
              variant="quiet"
              className="w-full"
              icon={<LogOut size={14} aria-hidden />}
              onPress={() => void signOut()}
            >
              {t('frame.signOut')}
            </Button>
          </>
        )}
      />
    </FrontPage>
  )
}
