import { Settings } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { railItem } from '../../app/rail-item.ts'
import { useShortcuts } from '../../app/shortcuts.ts'
import { openSettings } from './settings-store.ts'

const SETTINGS_KEYS = 'Ctrl+,'

/** The settings at the foot of the rail. */
export function SettingsButton() {
  const { t } = useTranslation()
  useShortcuts([{ keys: SETTINGS_KEYS, label: t('settings.title'), group: 'everywhere', run: openSettings }])
  return (
    <AriaButton
      onPress={openSettings}
      className={`${railItem} border-transparent text-second data-focus-visible:focus-ring data-hovered:bg-line/60 data-hovered:text-ink`}
    >
      <Settings size={18} strokeWidth={1.75} aria-hidden />
      {t('frame.settings')}
    </AriaButton>
  )
}
