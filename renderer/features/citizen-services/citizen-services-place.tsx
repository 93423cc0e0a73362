import {
  CalendarPlus,
  KeyRound,
  ListChecks,
  type LucideIcon,
  RotateCw,
  Unplug,
  UserRoundPlus,
} from 'lucide-react'
import { useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useShortcuts } from '../../app/shortcuts.ts'
import { Button } from '../../design/button.tsx'
import { Kbd } from '../../design/kbd.tsx'
import { useNoticeRoom } from '../../design/notice.ts'
import { noticeFoot } from '../../design/notice-foot.ts'
import { syncNow, useOffice } from '../../stores/office.ts'
import { useHasRole } from '../../stores/session.ts'
import { BookingService } from './booking-service.tsx'
import { RecoveryService } from './recovery-service.tsx'
import { RegisterService } from './register-service.tsx'
import {
  clearServices,
  hasDraft,
  type Service,
  services,
  showService,
  useServices,
} from './services-store.ts'
import { StatusService } from './status-service.tsx'

const icons: Record<Service, LucideIcon> = {
  register: UserRoundPlus,
  booking: CalendarPlus,
  recovery: KeyRound,
  status: ListChecks,
}
const panels: Record<Service, () => React.ReactNode> = {
  register: () => <RegisterService />,
  booking: () => <BookingService />,
  recovery: () => <RecoveryService />,
  status: () => <StatusService />,
}

/** «خدمات متقاضی»: the portal's four services for a citizen at the desk. A documents clerk sees the status alone. */
export function CitizenServicesPlace() {
  const { t } = useTranslation()
  const isCounter = useHasRole('reception', 'supervisor')
  const offered = isCounter ? services : (['status'] as const)
  const store = useServices()
  const room = useNoticeRoom()
  const service = offered.find((one) => one === store.service) ?? 'status'

  useShortcuts([
    ...offered.map((one) => ({
      keys: `Alt+${services.indexOf(one) + 1}`,
      label: t('shortcuts.service', { service: t(`citizenServices.service.${one}`) }),
      group: 'inServices' as const,
      run: () => showService(one),
    })),
    { keys: 'Alt+N', label: t('shortcuts.nextCitizen'), group: 'inServices', run: clearServices },
  ])

  return (
    <Tabs
      orientation="vertical"
      // Arrow keys only look; Enter goes in, since a service takes the focus into its first field.
      keyboardActivation="manual"
      selectedKey={service}
      onSelectionChange={(key) => {
        const chosen = offered.find((one) => one === key)
        if (chosen) showService(chosen)
      }}
      className="grid min-h-0 flex-1 grid-cols-[16.5rem_minmax(0,1fr)] narrow:grid-cols-1 narrow:grid-rows-[24rem_minmax(0,1fr)]"
    >
      <div className="flex min-h-0 flex-col border-e border-line bg-paper narrow:border-e-0 narrow:border-b">
        <div className="above-notices min-h-0 flex-1 overflow-y-auto p-4" style={room}>
          <h2 className="px-1 text-lead font-extrabold text-ink">{t('citizenServices.title')}</h2>
          <p className="mb-4 px-1 text-small text-second">{t('citizenServices.lead')}</p>
          <TabList aria-label={t('citizenServices.services')} className="flex flex-col gap-1">
            {offered.map((one) => {
              const Icon = icons[one]
              const isDraft = one !== service && hasDraft(one, store)
              return (
                <Tab
                  key={one}
                  id={one}
                  className="flex cursor-default items-start gap-3 rounded-m border border-transparent px-3 py-2.5 outline-none data-focus-visible:focus-ring data-hovered:bg-sunken data-selected:border-line data-selected:bg-surface"
                >
                  {({ isSelected }) => (
                    <>
                      <Icon
                        size={18}
                        strokeWidth={1.75}
                        aria-hidden
                        className={`mt-0.5 shrink-0 ${isSelected ? 'text-accent' : 'text-second'}`}
                      />
                      <span className="min-w-0 flex-1">
                        <span
                          className={`block text-body ${isSelected ? 'font-semibold text-accent' : 'text-ink'}`}
                        >
                          {t(`citizenServices.service.${one}`)}
                        </span>
                        <span className="block text-small text-second">
                          {t(`citizenServices.about.${one}`)}
                        </span>
                        {isDraft && (
                          <span className="mt-0.5 block text-label font-semibold text-incomplete">
                            {t('citizenServices.draft')}
                          </span>
                        )}
                      </span>
                      <Kbd keys={`Alt+${services.indexOf(one) + 1}`} />
                    </>
                  )}
                </Tab>
              )
            })}
          </TabList>
          {!isCounter && (
            <p className="mt-3 px-1 text-small text-second">{t('citizenServices.notYourRole')}</p>
          )}
        </div>
        <footer ref={noticeFoot} className="shrink-0 border-t border-line p-4">
          <Button className="w-full" shortcut="Alt+N" onPress={clearServices}>
            {t('citizenServices.nextCitizen')}
          </Button>
          <p className="mt-1.5 text-small text-second">{t('citizenServices.nextCitizenHint')}</p>
        </footer>
      </div>
      <TabPanel key={service} id={service} className="flex min-h-0 min-w-0 flex-col bg-surface outline-none">
        <OfflineNote />
        <h2 className="px-6 pt-4 text-lead font-extrabold text-ink">
          {t(`citizenServices.service.${service}`)}
        </h2>
        {panels[service]()}
      </TabPanel>
    </Tabs>
  )
}

/** Without the central system nothing here can be done: said before anybody finds out by trying. */
function OfflineNote() {
  const { t } = useTranslation()
  const isOffline = useOffice(({ sync }) => sync?.connection === 'offline')
  const [busy, setBusy] = useState(false)
  if (!isOffline) return null
  return (
    <div
      role="alert"
      className="flex shrink-0 items-center gap-3 border-b border-line bg-incomplete-soft px-6 py-2.5 text-incomplete"
    >
      <Unplug size={18} aria-hidden className="shrink-0" />
      <p className="me-auto min-w-0 text-small">
        <strong className="font-semibold">{t('citizenServices.offlineTitle')}</strong>{' '}
        {t('citizenServices.offlineDetail')}
      </p>
      <Button
        size="s"
        icon={<RotateCw size={14} aria-hidden />}
        isPending={busy}
        onPress={() => {
          setBusy(true)
          void syncNow().finally(() => setBusy(false))
        }}
      >
        {t('citizenServices.tryLine')}
      </Button>
    </div>
  )
}
