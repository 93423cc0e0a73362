import { type CalendarDate, PersianCalendar, parseDate, toCalendar } from '@internationalized/date'
import { ChevronLeft, ChevronRight, Lock } from 'lucide-react'
import { useContext, useEffect, useState } from 'react'
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarStateContext,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { addDays } from '#shared/domain/civil-date.ts'
import { fromJalali, jalaliMonthLength, toJalali } from '#shared/domain/jalali.ts'
import { useFormat } from '../../app/format.ts'
import { IconButton } from '../../design/icon-button.tsx'
import { office } from '../../transport/office-client.ts'

const persian = new PersianCalendar()
type DayCount = { date: string; appointments: number; served: number; closed: boolean }

const isoOf = (date: { toString(): string }) => date.toString()

function monthOf(iso: string): { from: string; to: string } {
  const { year, month } = toJalali(iso)
  return {
    from: fromJalali({ year, month, day: 1 }),
    to: fromJalali({ year, month, day: jalaliMonthLength(year, month) }),
  }
}

/** Counts of the month that holds `iso`, with the days of its neighbours that the grid shows beside it. */
function useMonthCounts(iso: string): ReadonlyMap<string, DayCount> {
  const [counts, setCounts] = useState<ReadonlyMap<string, DayCount>>(new Map())
  const { from, to } = monthOf(iso)
  useEffect(() => {
    const controller = new AbortController()
    office()
      .day.calendar({ from: addDays(from, -7), to: addDays(to, 7) }, { signal: controller.signal })
      .then((days) => setCounts(new Map(days.map((day) => [day.date, day]))))
      // Without counts it is still a calendar.
      .catch(() => undefined)
    return () => controller.abort()
  }, [from, to])
  return counts
}

/**
 * The month, Persian calendar in both languages, with the number of appointments under each day. Headings and labels
 * are our own, since Intl orders them wrongly, and «today» is the core's, not the browser's (domain.md 3.2, 3.3).
 */
export function DayCalendar({
  date,
  today,
  onChoose,
}: {
  date: string
  today: string
  onChoose: (date: string) => void
}) {
  const { t } = useTranslation()
  const [focused, setFocused] = useState(date)
  const counts = useMonthCounts(focused)
  return (
    <Calendar
      aria-label={t('day.calendar')}
      autoFocus
      firstDayOfWeek="sat"
      value={toCalendar(parseDate(date), persian)}
      focusedValue={toCalendar(parseDate(focused), persian)}
      onFocusChange={(value) => setFocused(isoOf(value))}
      onChange={(value) => onChoose(isoOf(value))}
      className="w-[336px] p-3"
    >
      <MonthHeading iso={focused} />
      <CalendarGrid className="w-full border-separate border-spacing-0.5">
        <CalendarGridHeader>
          {(day) => (
            <CalendarHeaderCell className="pb-1 text-label font-normal text-second">{day}</CalendarHeaderCell>
          )}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(cell) => <DayCell date={cell} today={today} count={counts.get(isoOf(cell))} />}
        </CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  )
}

function MonthHeading({ iso }: { iso: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const state = useContext(CalendarStateContext)
  const Back = format.language === 'fa' ? ChevronRight : ChevronLeft
  const Forth = format.language === 'fa' ? ChevronLeft : ChevronRight
  return (
    <header className="flex items-center justify-between pb-2">
      <IconButton
        slot={null}
        size="s"
        label={t('day.previousMonth')}
        icon={<Back size={16} aria-hidden />}
        onPress={() => state?.focusPreviousPage()}
      />
      <h2 aria-live="polite" className="text-body font-extrabold">
        {format.date(iso, 'monthYear')}
      </h2>
      <IconButton
        slot={null}
        size="s"
        label={t('day.nextMonth')}
        icon={<Forth size={16} aria-hidden />}
        onPress={() => state?.focusNextPage()}
      />
    </header>
  )
}

function DayCell({ date, today, count }: { date: CalendarDate; today: string; count: DayCount | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const iso = isoOf(date)
  const words = format.date(iso, 'full')
  const label = count
    ? t('day.calendarDay', { date: words, count: count.appointments })
    : t('day.calendarFree', { date: words })
  return (
    <CalendarCell
      date={date}
      render={(props) => (
        // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the properties make it a button of the grid
        <div
          {...props}
          aria-label={count?.closed ? `${label}، ${t('day.dayClosedMark')}` : label}
          data-day={iso}
          data-is-today={iso === today || undefined}
        />
      )}
      className="flex h-11 w-full cursor-default flex-col items-center justify-center rounded-m border border-transparent text-body outline-none data-focus-visible:focus-ring data-hovered:bg-sunken data-is-today:border-accent data-outside-month:text-third data-selected:bg-accent data-selected:text-on-accent"
    >
      {({ isSelected }) => (
        <>
          <span className="leading-5">{format.digits(toJalali(iso).day)}</span>
          <span
            className={`flex h-3.5 items-center gap-0.5 text-label leading-3.5 ${isSelected ? '' : 'text-second'}`}
          >
            {count?.closed && <Lock size={9} aria-hidden />}
            {count ? format.number(count.appointments) : ''}
          </span>
        </>
      )}
    </CalendarCell>
  )
}
