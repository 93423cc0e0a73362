import { type CalendarDate, PersianCalendar, parseDate, toCalendar } from '@internationalized/date'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type ReactNode, useContext } from 'react'
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
import { fromJalali, jalaliMonthLength, toJalali } from '#shared/domain/jalali.ts'
import { useFormat } from '../app/format.ts'
import { IconButton } from './icon-button.tsx'

const persian = new PersianCalendar()
const isoOf = (date: { toString(): string }) => date.toString()

/** First and last day of the Persian month that holds `iso`. */
export function monthOf(iso: string): { from: string; to: string } {
  const { year, month } = toJalali(iso)
  return {
    from: fromJalali({ year, month, day: 1 }),
    to: fromJalali({ year, month, day: jalaliMonthLength(year, month) }),
  }
}

/** What a day says of itself. */
export type DayMark = {
  /** Its accessible name, the date in words first. */
  label: string
  /** The line under its number, after an icon; `label` has it in words. */
  note: string
  noteIcon?: ReactNode
  /** It can be reached and read, not chosen. */
  isUnavailable?: boolean
  /** Sets days apart for the eye; the words are in `label`. */
  tone?: 'full' | 'closed'
}

/**
 * A month of the Persian calendar in both languages. Headings and labels are our own, since Intl orders them wrongly,
 * and «today» is the core's, not the browser's (domain.md 3.2, 3.3).
 */
export function MonthCalendar({
  label,
  value,
  focused,
  today,
  markOf,
  onFocus,
  onChoose,
  autoFocus = false,
  className = '',
}: {
  label: string
  value: string | null
  /** The day that the arrow keys stand on; its month is shown. */
  focused: string
  today: string
  markOf: (iso: string) => DayMark
  onFocus: (iso: string) => void
  onChoose: (iso: string) => void
  autoFocus?: boolean
  className?: string
}) {
  return (
    <Calendar
      aria-label={label}
      autoFocus={autoFocus}
      firstDayOfWeek="sat"
      value={value === null ? null : toCalendar(parseDate(value), persian)}
      focusedValue={toCalendar(parseDate(focused), persian)}
      onFocusChange={(date) => onFocus(isoOf(date))}
      onChange={(date) => onChoose(isoOf(date))}
      isDateUnavailable={(date) => markOf(isoOf(date)).isUnavailable ?? false}
      className={className}
    >
      <MonthHeading iso={focused} />
      <CalendarGrid className="w-full table-fixed border-separate border-spacing-0.5">
        <CalendarGridHeader>
          {(day) => (
            <CalendarHeaderCell className="pb-1 text-label font-normal text-second">{day}</CalendarHeaderCell>
          )}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(cell) => <DayCell date={cell} today={today} mark={markOf(isoOf(cell))} />}
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

const tones = {
  plain: 'text-third',
  full: 'bg-incomplete-soft text-incomplete',
  closed: 'bg-sunken text-second',
} as const

function DayCell({ date, today, mark }: { date: CalendarDate; today: string; mark: DayMark }) {
  const format = useFormat()
  const iso = isoOf(date)
  return (
    <CalendarCell
      date={date}
      render={(props) => (
        // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the properties make it a button of the grid
        <div
          {...props}
          aria-label={mark.label}
          data-day={iso}
          data-tone={mark.tone}
          data-is-today={iso === today || undefined}
        />
      )}
      className={`flex h-11 w-full cursor-default flex-col items-center justify-center rounded-m border border-transparent text-body outline-none data-focus-visible:focus-ring data-is-today:border-accent data-selected:bg-accent data-selected:text-on-accent ${
        mark.isUnavailable
          ? tones[mark.tone ?? 'plain']
          : 'data-hovered:bg-sunken data-outside-month:text-third'
      }`}
    >
      {({ isSelected }) => (
        <>
          <span className="leading-5">{format.digits(toJalali(iso).day)}</span>
          {/* Drawn, not written: the text that a name has to hold in one piece is the number. */}
          <span
            aria-hidden
            className={`flex h-3.5 items-center gap-0.5 text-label leading-3.5 ${isSelected || mark.isUnavailable ? '' : 'text-second'}`}
          >
            {mark.noteIcon}
            <span data-note={mark.note} className="before:content-[attr(data-note)]" />
          </span>
        </>
      )}
    </CalendarCell>
  )
}
