import { Unplug } from 'lucide-react'
import { lazy, Suspense, useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { HelpLink } from '../design/help-link.tsx'
import { useNoticeRoom } from '../design/notice.ts'
import { useAttention } from '../features/attention/use-attention.ts'
import { BackupsDialog } from '../features/backups/backups-dialog.tsx'
import { closeBackups } from '../features/backups/backups-store.ts'
import { CitizenServicesPlace } from '../features/citizen-services/citizen-services-place.tsx'
import { ConditionNote } from '../features/condition/condition-note.tsx'
import { unfoldConditions } from '../features/condition/condition-note-store.ts'
import { DayPlace } from '../features/day/day-place.tsx'
import { DaySwitcher } from '../features/day/day-switcher.tsx'
import { DiagnosticsDialog } from '../features/diagnostics/diagnostics-dialog.tsx'
import { closeDiagnostics } from '../features/diagnostics/diagnostics-store.ts'
import { EscrowDialog } from '../features/escrow/escrow-dialog.tsx'
import { closeEscrow } from '../features/escrow/escrow-store.ts'
import { LogPlace } from '../features/event-log/log-place.tsx'
import { ExchangeDialog } from '../features/exchange/exchange-dialog.tsx'
import { closeExchange } from '../features/exchange/exchange-store.ts'
import { useLock } from '../features/lock/use-lock.ts'
import { Palette } from '../features/palette/palette.tsx'
import { closePalette } from '../features/palette/palette-store.ts'
import { PaperHost } from '../features/paper/paper-host.tsx'
import { PrintersDialog } from '../features/paper/printers-dialog.tsx'
import { closePrinters } from '../features/paper/printers-store.ts'
import { PasswordDialog } from '../features/password/password-dialog.tsx'
import { closePasswordDialog } from '../features/password/password-store.ts'
import { PeoplePlace } from '../features/people/people-place.tsx'
import { DeskDialog } from '../features/queue/desk-dialog.tsx'
import { DeskStrip } from '../features/queue/desk-strip.tsx'
import { HandOverDialog } from '../features/queue/hand-over-dialog.tsx'
import { closeQueueDialogs } from '../features/queue/queue-dialogs.ts'
import { QueuePlace } from '../features/queue/queue-place.tsx'
import { forgetQueue } from '../features/queue/queue-store.ts'
import { ReportsLoading } from '../features/reports/reports-loading.tsx'
import { SchedulePlace } from '../features/schedule/schedule-place.tsx'
import { SearchField } from '../features/search/search-field.tsx'
import { useKeyboard } from '../features/search/use-keyboard.ts'
import { SettingsDialog } from '../features/settings/settings-dialog.tsx'
import { closeSettings } from '../features/settings/settings-store.ts'
import { closeShortcutSheet } from '../features/shortcuts/sheet-store.ts'
import { ShortcutSheet } from '../features/shortcuts/shortcut-sheet.tsx'
import { SyncIndicator } from '../features/sync/sync-indicator.tsx'
import { Tour } from '../features/tour/tour.tsx'
import { TourOffer } from '../features/tour/tour-offer.tsx'
import { endTour } from '../features/tour/tour-store.ts'
import { TrayPlace } from '../features/tray/tray-place.tsx'
import { useRefusalNotice } from '../features/tray/use-refusal-notice.ts'
import { forgetUndo } from '../features/undo/undo-store.ts'
import { useUndoKey } from '../features/undo/use-undo.ts'
import { WalkInDialog } from '../features/walk-in/walk-in-dialog.tsx'
import { closeWalkIn } from '../features/walk-in/walk-in-store.ts'
import { tickClock, useClock } from '../stores/clock.ts'
import { forgetDay, openDay, useDay } from '../stores/day.ts'
import { closeHelp } from '../stores/help.ts'
import { clearNarrowing } from '../stores/list-view.ts'
import { startLive } from '../stores/live.ts'
import { refreshSync } from '../stores/office.ts'
import { select } from '../stores/selection.ts'
import { refreshSession, useHasRole, useSession } from '../stores/session.ts'
import { useLine } from '../transport/line.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { useMenuCommands } from './menu-commands.ts'
import { PersonMenu } from './person-menu.tsx'
import { Rail } from './rail.tsx'
import { go, type Place, useRoute } from './route.ts'

// Charts are large, and a counter starts without them.
const ReportsPlace = lazy(() => import('../features/reports/reports-place.tsx'))

const MINUTE = 60_000
const CLOCK_CHECK = 10 * MINUTE

/** What runs as long as somebody is signed in: the day, the live notices, the clock. */
function useWorkday(): void {
  useEffect(() => {
    const { today } = useClock.getState()
    if (today !== null && useDay.getState().date === null) void openDay(today)
    void refreshSync()
    const minute = setInterval(tickClock, MINUTE)
    const check = setInterval(() => void refreshSession(), CLOCK_CHECK)
    // After sleep the monotonic clock may have stood still.
    const onVisible = () => {
      if (document.visibilityState === 'visible') void refreshSession()
    }
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      clearInterval(minute)
      clearInterval(check)
      document.removeEventListener('visibilitychange', onVisible)
      forgetDay()
      clearNarrowing()
      select(null)
      closeWalkIn()
      closeDiagnostics()
      closeBackups()
      unfoldConditions(false)
      closePrinters()
      closePasswordDialog()
      closeEscrow()
      closeExchange()
      closeQueueDialogs()
      forgetQueue()
      closeShortcutSheet()
      closeHelp()
      closeSettings()
      endTour()
      closePalette()
      forgetUndo()
      go('day')
    }
  }, [])
}

/** The live notices, for as long as the core answers: behind the lock it does not. */
function useLive(): void {
  const isOpen = useSession(({ phase }) => phase === 'signed_in')
  const wasLocked = useRef(false)
  useEffect(() => {
    if (!isOpen) {
      wasLocked.current = true
      return
    }
    return startLive(wasLocked.current)
  }, [isOpen])
}

const placeTitles = {
  day: 'day.list',
  schedule: 'schedule.title',
  tray: 'tray.title',
  services: 'citizenServices.title',
  log: 'eventLog.title',
  people: 'people.title',
  reports: 'reports.title',
  queue: 'queue.title',
} as const

/** Their parts lie one below the other where the window is narrow. */
const stacks: ReadonlySet<Place> = new Set(['day', 'queue', 'services', 'schedule'])

/** The window of somebody who is signed in: the rail, the bar, and the place. */
export function Frame() {
  const { t } = useTranslation()
  useWorkday()
  useLive()
  useLock()
  useKeyboard({ scanInDialog: t('day.scanInDialog') })
  useMenuCommands()
  useUndoKey()
  useRefusalNotice()
  useAttention()
  const place = useRoute((route) => route.place)
  const servesDesk = useHasRole('documents', 'supervisor')
  const scroller = useRef<HTMLDivElement>(null)
  const room = useNoticeRoom()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place begins at its top
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0
  }, [place])
  return (
    <div className="flex h-full">
      <Rail />
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="grid h-(--bar) shrink-0 grid-cols-[minmax(0,1fr)_minmax(320px,var(--search))_minmax(max-content,1fr)] items-center gap-5 border-b border-line bg-paper ps-3 pe-5 narrow:grid-cols-[max-content_minmax(0,1fr)_max-content] narrow:gap-3 narrow:pe-3">
          <DaySwitcher />
          <div data-tour="search" className="rounded-m">
            <SearchField />
          </div>
          <div className="flex min-w-0 items-center justify-end gap-4 narrow:gap-2">
            <div data-tour="sync" className="rounded-full">
              <SyncIndicator />
            </div>
            <PersonMenu />
          </div>
        </header>
        {/* Enlarged, the place keeps a height in which one can work, and all of it scrolls under the bar. */}
        <div
          ref={scroller}
          style={room}
          className="relative flex min-h-0 flex-1 flex-col zoomed:scroll-pb-(--notice-room) zoomed:overflow-x-hidden zoomed:overflow-y-auto zoomed:pb-(--notice-room)"
        >
          <LineNote />
          <ConditionNote />
          <TourOffer />
          {servesDesk && <DeskStrip />}
          <main
            className={`flex min-h-0 flex-1 flex-col zoomed:h-[max(100%,35rem)] zoomed:flex-none ${stacks.has(place) ? 'narrow:h-[54rem]' : ''}`}
          >
            <h1 className="sr-only">{t(placeTitles[place])}</h1>
            <ErrorBoundary key={place}>
              {place === 'day' && <DayPlace />}
              {place === 'schedule' && <SchedulePlace />}
              {place === 'tray' && <TrayPlace />}
              {place === 'services' && <CitizenServicesPlace />}
              {place === 'log' && <LogPlace />}
              {place === 'people' && <PeoplePlace />}
              {place === 'reports' && (
                <Suspense fallback={<ReportsLoading />}>
                  <ReportsPlace />
                </Suspense>
              )}
              {place === 'queue' && <QueuePlace />}
            </ErrorBoundary>
          </main>
        </div>
      </div>
      <ShortcutSheet />
      <SettingsDialog />
      <Palette />
      <WalkInDialog />
      <DiagnosticsDialog />
      <BackupsDialog />
      <PasswordDialog />
      <EscrowDialog />
      <ExchangeDialog />
      <Tour />
      <PaperHost />
      <DeskDialog />
      <HandOverDialog />
      <PrintersDialog />
    </div>
  )
}

/** The core is gone: said once, across the window, until it is back. */
function LineNote() {
  const { t } = useTranslation()
  const line = useLine((store) => store.line)
  if (line === 'up') return null
  return (
    <p
      role="alert"
      className="flex shrink-0 items-center gap-2 border-b border-line bg-no-show-soft px-5 py-2 text-small font-semibold text-no-show"
    >
      <Unplug size={16} aria-hidden />
      {t('frame.reconnecting')} <HelpLink to="safety#restart" />
    </p>
  )
}
