import { Settings } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/button.tsx'
import { Choice } from '../design/choice.tsx'
import { Kbd } from '../design/kbd.tsx'
import { Popover } from '../design/popover.tsx'
import { openBackups } from '../features/backups/backups-store.ts'
import { openDiagnostics } from '../features/diagnostics/diagnostics-store.ts'
import { openEscrow } from '../features/escrow/escrow-store.ts'
import { openShortcutSheet } from '../features/shortcuts/sheet-store.ts'
import { densities, setPreferences, themes, usePreferences } from '../stores/preferences.ts'
import { signOut, useHasRole, useSession } from '../stores/session.ts'
import { useFormat } from './format.ts'
import { railItem } from './rail.tsx'

const forEverybody = [
  { words: 'frame.shortcuts', open: openShortcutSheet, keys: '?' },
  { words: 'frame.signOut', open: () => void signOut(), keys: null },
] as const
const forTheSupervisor = [
  { words: 'backups.title', open: openBackups, keys: null },
  { words: 'escrow.title', open: openEscrow, keys: null },
  { words: 'diagnostics.open', open: openDiagnostics, keys: null },
] as const

/** What a person sets for this desk. Each choice takes effect at once. */
export function SettingsMenu() {
  const { t } = useTranslation()
  const format = useFormat()
  const { theme, language, density } = usePreferences()
  const isSupervisor = useHasRole('supervisor')
  const items = isSupervisor ? [...forTheSupervisor, ...forEverybody] : forEverybody
  const version = useSession((session) => session.device?.appVersion)
  return (
    <Popover
      label={t('frame.settings')}
      placement="end bottom"
      trigger={
        <AriaButton
          className={`${railItem} border-transparent text-second data-focus-visible:focus-ring data-hovered:bg-line/60 data-hovered:text-ink`}
        >
          <Settings size={18} strokeWidth={1.75} aria-hidden />
          {t('frame.settings')}
        </AriaButton>
      }
    >
      {(close) => (
        <div className="flex w-80 flex-col gap-4 p-4">
          <Choice
            label={t('frame.theme')}
            value={theme}
            options={themes.map((value) => ({
              value,
              word: t(
                value === 'light'
                  ? 'frame.themeLight'
                  : value === 'dark'
                    ? 'frame.themeDark'
                    : 'frame.themeSystem',
              ),
            }))}
            onChange={(value) => setPreferences({ theme: value })}
          />
          <Choice
            label={t('frame.density')}
            value={density}
            options={densities.map((value) => ({
              value,
              word: t(value === 'regular' ? 'frame.densityRegular' : 'frame.densityCompact'),
            }))}
            onChange={(value) => setPreferences({ density: value })}
          />
          <Choice
            label={t('frame.language')}
            value={language}
            options={[
              { value: 'fa' as const, word: <span lang="fa">فارسی</span> },
              { value: 'en' as const, word: <span lang="en">English</span> },
            ]}
            onChange={(value) => setPreferences({ language: value })}
          />
          <div className="-mx-3 flex flex-col border-t border-line pt-2">
            {items.map(({ words, open, keys }) => (
              <Button
                key={words}
                size="s"
                variant="quiet"
                className="justify-start"
                onPress={() => {
                  close()
                  open()
                }}
              >
                {t(words)} {keys && <Kbd keys={keys} />}
              </Button>
            ))}
          </div>
          {version && (
            <p className="text-label text-third">{t('frame.version', { version: format.digits(version) })}</p>
          )}
        </div>
      )}
    </Popover>
  )
}
