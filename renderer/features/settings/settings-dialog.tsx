import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { openHelp } from '../../stores/help.ts'
import { useHasRole, useSession } from '../../stores/session.ts'
import { openPrinters } from '../paper/printers-store.ts'
import { AttentionSection } from './attention-section.tsx'
import { DisplaySection } from './display-section.tsx'
import { OfficeSection } from './office-section.tsx'
import { closeSettings, useSettings } from './settings-store.ts'

/** What a person sets for this desk, and for the supervisor what belongs to the office. Each choice holds at once. */
export function SettingsDialog() {
  const { t } = useTranslation()
  const open = useSettings((store) => store.open)
  const isSupervisor = useHasRole('supervisor')
  return (
    <Dialog
      isOpen={open}
      onClose={closeSettings}
      title={t('settings.title')}
      width="l"
      help="keyboard#display"
      actions={
        <>
          <Version />
          <Button
            variant="quiet"
            shortcut="F1"
            onPress={() => {
              closeSettings()
              openHelp('keyboard', 'display')
            }}
          >
            {t('help.open')}
          </Button>
          <Button onPress={closeSettings}>{t('common.close')}</Button>
        </>
      }
    >
      <div className="grid grid-cols-2 items-start gap-x-10 gap-y-6 pt-1">
        <Section title={t('settings.display')}>
          <DisplaySection />
        </Section>
        <div className="flex min-w-0 flex-col gap-6">
          <Section title={t('settings.needed')}>
            <AttentionSection />
          </Section>
          <Section title={t('settings.paper')}>
            <Button
              className="justify-start"
              onPress={() => {
                closeSettings()
                openPrinters()
              }}
            >
              {t('paper.title')}
            </Button>
          </Section>
          {isSupervisor && (
            <Section title={t('settings.office')}>
              <OfficeSection />
            </Section>
          )}
        </div>
      </div>
    </Dialog>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-4">
      <h3 className="border-b border-line pb-1.5 text-body font-semibold text-ink">{title}</h3>
      {children}
    </section>
  )
}

function Version() {
  const { t } = useTranslation()
  const format = useFormat()
  const version = useSession((session) => session.device?.appVersion)
  return (
    <p className="me-auto text-small text-second">
      {version && t('settings.version', { version: format.digits(version) })}
    </p>
  )
}
