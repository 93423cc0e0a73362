import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { go } from '../../app/route.ts'
import { chime } from '../../design/chime.ts'
import { notify } from '../../design/notice.ts'
import { useOffice } from '../../stores/office.ts'
import { usePreferences } from '../../stores/preferences.ts'
import { useHasRole } from '../../stores/session.ts'

/** Tells the supervisor, wherever they are, that the central system has just refused something: it waits for a person. */
export function useRefusalNotice(): void {
  const { t } = useTranslation()
  const settles = useHasRole('supervisor')
  const parked = useOffice(({ sync }) => sync?.parked ?? null)
  const before = useRef<number | null>(null)
  useEffect(() => {
    const known = before.current
    before.current = parked
    // What lay there when the window opened is counted in the rail; it is no news.
    if (!settles || known === null || parked === null || parked <= known) return
    if (usePreferences.getState().sound === 'on') void chime()
    notify({
      tone: 'warning',
      title: t('tray.justRefused', { count: parked - known }),
      detail: t('tray.justRefusedDetail'),
      action: { label: t('tray.openTray'), run: () => go('tray') },
    })
  }, [parked, settles, t])
}
