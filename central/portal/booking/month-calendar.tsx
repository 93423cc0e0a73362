import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { BookableDay } from '#shared/contract/citizen.ts'
import { addDays, weekdayOf } from '#shared/domain/civil-date.ts'
import { weekdayNames } from '#shared/domain/jalali.ts'
import { useFormat } from '../app/format.ts'
import { useLanguage, useTexts } from '../app/texts.ts'
import { DayCell } from './day-cell.tsx'
import { firstOf, lastOf, type Month, monthAfter, monthBefore, monthOf, weeksOf } from './month.ts'

type MonthCalendarProps = {
  month: Month
  today: string
  /** Null while they are being asked for. */
  days: ReadonlyMap<string, BookableDay> | null
  chosen: string | null
  onChoose: (date: string) => void
  onMonth: (month: Month) => void
}

/**
 * A month of the Persian calendar as a grid: arrow keys go from day to day and over into the next month, Page Up and
 * Page Down from month to month, Home and End to the ends of the week. Closed and full days can be reached too, so that
 * everybody learns why they cannot be had.
 */
export function MonthCalendar({ month, today, days, chosen, onChoose, onMonth }: MonthCalendarProps) {
  const { booking } = useTexts()
  const language = useLanguage()
  const { date } = useFormat()
  const grid = useRef<HTMLTableElement>(null)
  const byKey = useRef(false)
  const [at, setAt] = useState(chosen ?? today)
  const first = firstOf(month)
  const last = lastOf(month)
  const here =
    at < first || at > last ? (chosen && chosen >= first && chosen <= last ? chosen : max(first, today)) : at
  const canGoBack = first > today
  // The window of booking is the office's: where the days end before the month does, there is nothing behind it.
  const canGoOn = days === null || days.has(last)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a key has moved the place, perhaps into another month
  useEffect(() => {
    if (!byKey.current) return
    byKey.current = false
    grid.current?.querySelector<HTMLElement>(`[data-day="${here}"]`)?.focus()
  }, [here, first])

  const press = (event: KeyboardEvent) => {
    const target = targetOf(event.key, here, month, language === 'fa')
    if (target === null) return
    event.preventDefault()
    if (target < today || (target > last && !canGoOn)) return
    byKey.current = true
    setAt(target)
    if (target < first || target > last) onMonth(monthOf(target))
  }
  return (
    <div>
      <div className="flex items-center justify-between pb-2">
        <MonthButton
          label={booking.previousMonth}
          enabled={canGoBack}
          onPress={() => onMonth(monthBefore(month))}
        >
          <ChevronRight size={22} aria-hidden className="ltr:-scale-x-100" />
        </MonthButton>
        <p aria-live="polite" className="font-extrabold">
          {date(first, 'monthYear')}
        </p>
        <MonthButton label={booking.nextMonth} enabled={canGoOn} onPress={() => onMonth(monthAfter(month))}>
          <ChevronLeft size={22} aria-hidden className="ltr:-scale-x-100" />
        </MonthButton>
      </div>
      <p id="calendar-keys" className="sr-only">
        {booking.calendarKeys}
      </p>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the grid pattern of ARIA is a table of buttons
        role="grid"
        aria-label={booking.calendar}
        aria-describedby="calendar-keys"
        aria-busy={days === null}
        onKeyDown={press}
        className="w-full table-fixed border-separate border-spacing-1"
      >
        <thead>
          <tr>
            {weekdayNames[language].map((name) => (
              <th key={name} scope="col" abbr={name} className="pb-1 text-small font-normal text-second">
                <span aria-hidden>{language === 'fa' ? name.slice(0, 1) : name.slice(0, 2)}</span>
                <span className="sr-only">{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a week has no other name than its place in the month
            <tr key={index}>
              {week.map((day, weekday) =>
                day === null ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: an empty place
                  <td key={weekday} />
                ) : (
                  <DayCell
                    key={day}
                    date={day}
                    day={days?.get(day)}
                    isToday={day === today}
                    isChosen={day === chosen}
                    isHere={day === here}
                    onPress={() => {
                      setAt(day)
                      onChoose(day)
                    }}
                  />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const max = (a: string, b: string) => (a > b ? a : b)

function targetOf(key: string, here: string, month: Month, rightToLeft: boolean): string | null {
  const forward = rightToLeft ? 1 : -1
  switch (key) {
    case 'ArrowLeft':
      return addDays(here, forward)
    case 'ArrowRight':
      return addDays(here, -forward)
    case 'ArrowDown':
      return addDays(here, 7)
    case 'ArrowUp':
      return addDays(here, -7)
    case 'Home':
      return addDays(here, -weekdayOf(here))
    case 'End':
      return addDays(here, 6 - weekdayOf(here))
    case 'PageDown':
      return firstOf(monthAfter(month))
    case 'PageUp':
      return lastOf(monthBefore(month))
    default:
      return null
  }
}

type MonthButtonProps = { label: string; enabled: boolean; onPress: () => void; children: ReactNode }

function MonthButton({ label, enabled, onPress, children }: MonthButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={!enabled || undefined}
      onClick={() => enabled && onPress()}
      className="flex size-11 items-center justify-center rounded-m hover:bg-sunken aria-disabled:text-strong-line aria-disabled:hover:bg-transparent"
    >
      {children}
    </button>
  )
}
