import { ChevronDown, ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { addDays, daysBetween } from '#shared/domain/civil-date.ts'
import { useFormat } from '../../app/format.ts'
import { useShortcuts } from '../../app/shortcuts.ts'
import { Button } from '../../design/button.tsx'
import { IconButton } from '../../design/icon-button.tsx'
import { Popover } from '../../design/popover.tsx'
import { useClock } from '../../stores/clock.ts'
import { openDay, useDay } from '../../stores/day.ts'
import { clearNarrowing } from '../../stores/list-view.ts'
import { useOffice } from '../../stores/office.ts'
import { DayCalendar } from './day-calendar.tsx'

function show(date: string): void {
  clearNarrowing()
  void openDay(date)
}

/** The day of the whole window in words, the office under it, and the ways to another day. */
export function DaySwitcher() {
  const { t } = useTranslation()
  const format = useFormat()
  const date = useDay((store) => store.date)
  const today = useClock((store) => store.today)
  const profile = useOffice((store) => store.profile)
  const [open, setOpen] = useState(false)
  const Back = format.language === 'fa' ? ChevronRight : ChevronLeft
  const Forth = format.language === 'fa' ? ChevronLeft : ChevronRight
  const step = (days: number) => date !== null && show(addDays(date, days))

  useShortcuts([
    // The key that points to where the earlier day stands on the screen.
    {
      keys: 'Alt+ArrowRight',
      label: t(format.language === 'fa' ? 'shortcuts.previousDay' : 'shortcuts.nextDay'),
      group: 'inDay',
      run: () => step(format.language === 'fa' ? -1 : 1),
    },
    {
      keys: 'Alt+ArrowLeft',
      label: t(format.language === 'fa' ? 'shortcuts.nextDay' : 'shortcuts.previousDay'),
      group: 'inDay',
      run: () => step(format.language === 'fa' ? 1 : -1),
    },
    { keys: 'Alt+T', label: t('shortcuts.today'), group: 'inDay', run: () => today !== null && show(today) },
  ])

  if (date === null || today === null) return null
  const away = daysBetween(today, date)
  return (
    <div className="flex min-w-0 items-center gap-2">
      <div className="flex shrink-0 items-center">
        <IconButton
          size="s"
          label={t('day.previousDay')}
          shortcut="Alt+ArrowRight"
          icon={<Back size={16} aria-hidden />}
          onPress={() => step(-1)}
        />
        <IconButton
          size="s"
          label={t('day.nextDay')}
          shortcut="Alt+ArrowLeft"
          icon={<Forth size={16} aria-hidden />}
          onPress={() => step(1)}
        />
      </div>
      <div className="min-w-0">
        <div className="flex items-center gap-2">
          <Popover
            help="day"
            label={t('day.pickDay')}
            placement="bottom start"
            isOpen={open}
            onOpenChange={setOpen}
            trigger={
              <AriaButton
                aria-label={`${format.date(date, 'full')}${t('common.comma')}${t('day.pickDay')}`}
                className="flex items-center gap-1 rounded-s text-lead leading-[1.5rem] font-extrabold whitespace-nowrap text-ink data-focus-visible:focus-ring data-hovered:text-accent"
              >
                {format.date(date, 'full')}
                <ChevronDown size={14} aria-hidden className="text-third" />
              </AriaButton>
            }
          >
            <DayCalendar
              date={date}
              today={today}
              onChoose={(chosen) => {
                setOpen(false)
                show(chosen)
              }}
            />
          </Popover>
          {away !== 0 && (
            <Button size="s" variant="quiet" className="h-6 px-2" onPress={() => show(today)}>
              {t('day.backToToday')}
            </Button>
          )}
        </div>
        <p
          title={
            profile
              ? t('frame.office', { name: format.withCodes(profile.name), address: profile.address })
              : undefined
          }
          dir={away === 0 ? 'rtl' : undefined}
          className={`truncate text-label ltr:text-left ${away === 0 ? 'text-second narrow:hidden' : 'font-semibold text-incomplete'}`}
        >
          {away === 0
            ? profile && t('frame.office', { name: format.withCodes(profile.name), address: profile.address })
            : relative(away)}
        </p>
      </div>
    </div>
  )

  function relative(days: number): string {
    if (days === 1) return t('day.notToday', { relative: t('common.tomorrow') })
    if (days === -1) return t('day.notToday', { relative: t('common.yesterday') })
    const words = days > 0 ? t('day.daysAhead', { count: days }) : t('day.daysAgo', { count: -days })
    return t('day.notToday', { relative: words })
  }
}
