import {
  CalendarDays,
  ChartColumn,
  IdCard,
  type LucideIcon,
  Printer,
  ScrollText,
  TriangleAlert,
  Users,
  UsersRound,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { MARK } from '../design/mark.ts'
import { LOCK_KEYS } from '../features/lock/use-lock.ts'
import { SettingsButton } from '../features/settings/settings-button.tsx'
import { useOffice } from '../stores/office.ts'
import { lock, useHasRole } from '../stores/session.ts'
import { DemonstrationMark } from './demonstration-mark.tsx'
import { useFormat } from './format.ts'
import { railItem } from './rail-item.ts'
import { go, type Place, useRoute } from './route.ts'
import { useShortcuts } from './shortcuts.ts'

/** The places at the edge of the window. What only the supervisor has is not shown to others. */
export function Rail() {
  const { t } = useTranslation()
  const place = useRoute((route) => route.place)
  const parked = useOffice((store) => store.sync?.parked ?? 0)
  const settles = useHasRole('supervisor')

  useShortcuts([
    { keys: LOCK_KEYS, label: t('lock.lock'), group: 'everywhere', run: lock },
    { keys: 'Ctrl+1', label: t('shortcuts.placeDay'), group: 'everywhere', run: () => go('day') },
    { keys: 'Ctrl+8', label: t('shortcuts.placeQueue'), group: 'everywhere', run: () => go('queue') },
    { keys: 'Ctrl+2', label: t('shortcuts.placePrint'), group: 'everywhere', run: () => go('schedule') },
    ...(settles
      ? [
          {
            keys: 'Ctrl+3',
            label: t('shortcuts.placeTray'),
            group: 'everywhere' as const,
            run: () => go('tray'),
          },
        ]
      : []),
    { keys: 'Ctrl+4', label: t('shortcuts.placeServices'), group: 'everywhere', run: () => go('services') },
    ...(settles
      ? [
          {
            keys: 'Ctrl+5',
            label: t('shortcuts.placeLog'),
            group: 'everywhere' as const,
            run: () => go('log'),
          },
          {
            keys: 'Ctrl+6',
            label: t('shortcuts.placePeople'),
            group: 'everywhere' as const,
            run: () => go('people'),
          },
          {
            keys: 'Ctrl+7',
            label: t('shortcuts.placeReports'),
            group: 'everywhere' as const,
            run: () => go('reports'),
          },
        ]
      : []),
  ])

  return (
    <nav
      aria-label={t('frame.places')}
      data-tour="places"
      className="flex w-(--rail) shrink-0 flex-col items-center gap-1 border-e border-line bg-sunken py-3 zoomed:overflow-y-auto zoomed:*:shrink-0"
    >
      <span
        aria-hidden
        className="mb-3 flex size-[34px] items-center justify-center rounded-m bg-accent pb-1 text-lead font-extrabold text-on-accent"
      >
        {MARK}
      </span>
      <DemonstrationMark />
      <RailPlace place="day" current={place} icon={CalendarDays} word={t('frame.day')} />
      <RailPlace place="queue" current={place} icon={UsersRound} word={t('frame.queue')} />
      <RailPlace place="schedule" current={place} icon={Printer} word={t('frame.print')} />
      {settles && (
        <RailPlace
          place="tray"
          current={place}
          icon={TriangleAlert}
          word={t('frame.tray')}
          name={t('frame.trayFull')}
          count={parked}
        />
      )}
      <RailPlace
        place="services"
        current={place}
        icon={IdCard}
        word={t('frame.services')}
        name={t('frame.servicesFull')}
      />
      {settles && (
        <RailPlace
          place="log"
          current={place}
          icon={ScrollText}
          word={t('frame.log')}
          name={t('frame.logFull')}
        />
      )}
      {settles && <RailPlace place="reports" current={place} icon={ChartColumn} word={t('reports.short')} />}
      <span className="flex-1" />
      {settles && (
        <RailPlace
          place="people"
          current={place}
          icon={Users}
          word={t('people.short')}
          name={t('people.title')}
        />
      )}
      <div data-tour="settings" className="rounded-l">
        <SettingsButton />
      </div>
    </nav>
  )
}

function RailPlace({
  place,
  current,
  icon: Icon,
  word,
  name,
  count = 0,
}: {
  place: Place
  current: Place
  icon: LucideIcon
  word: string
  name?: string
  count?: number
}) {
  const format = useFormat()
  const here = place === current
  return (
    <button
      type="button"
      aria-current={here ? 'page' : undefined}
      // What is seen stands in it as it is seen, so that it can be called by voice.
      aria-label={name && (count > 0 ? `${name} ${format.number(count)}` : name)}
      onClick={() => go(place)}
      className={`${railItem} focus-visible:focus-ring ${
        here
          ? 'border-line bg-surface font-semibold text-accent'
          : 'border-transparent text-second hover:bg-line/60 hover:text-ink'
      }`}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden />
      {word}
      {count > 0 && (
        <span className="absolute end-1.5 top-1 flex h-4 min-w-4 items-center justify-center rounded-full bg-no-show px-1 text-label leading-4 font-semibold text-paper">
          {format.number(count)}
        </span>
      )}
    </button>
  )
}
