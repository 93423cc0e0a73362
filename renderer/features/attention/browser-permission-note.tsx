import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { desktop } from '../../transport/bridge.ts'
import { browserPermission } from './browser-notification.ts'

/** In a browser: whether it may notify, and the one place where it is asked. The desktop app needs no such word. */
export function BrowserPermissionNote() {
  const { t } = useTranslation()
  const [permission, setPermission] = useState(browserPermission)
  if (desktop() || permission === 'unknown') return null
  if (permission === 'default')
    return (
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="text-small text-second">{t('settings.notPermitted')}</p>
        <Button size="s" onPress={() => void Notification.requestPermission().then(setPermission)}>
          {t('settings.permit')}
        </Button>
      </div>
    )
  return (
    <p className="text-small text-second">
      {t(permission === 'granted' ? 'settings.permitted' : 'settings.denied')}
    </p>
  )
}
