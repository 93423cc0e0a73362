import { Ban, Lock } from 'lucide-react'
import type { BookableDay } from '#shared/contract/citizen.ts'
import { toJalali } from '#shared/domain/jalali.ts'
import { useFormat } from '../app/format.ts'
import { fill, useTexts } from '../app/texts.ts'
import { freeOf } from './use-days.ts'

type DayCellProps = {
  date: string
  day: BookableDay | undefined
  isToday: boolean
  isChosen: boolean
  /** Where the keyboard is: the one day that Tab reaches. */
  isHere: boolean
  onPress: () => void
}

/** What a day is, in words: how many seats are free, or why there are none. */
export function useDayWords(): (day: BookableDay | undefined) => string {
  const { booking } = useTexts()
  const { digits, text } = useFormat()
  return (day) => {
    if (!day) return booking.notOffered
    if (day.status === 'full') return booking.full
    if (day.status === 'open') return fill(booking.free, { count: digits(freeOf(day)) })
    return day.closedBecause === null
      ? booking.closed
      : fill(booking.closedBecause, { reason: text(day.closedBecause) })
  }
}

const looks = {
  open: 'border-strong-line bg-surface hover:border-accent',
  full: 'border-transparent bg-sunken text-incomplete',
  closed: 'border-transparent bg-sunken text-no-show',
  none: 'border-transparent text-third',
} as const

export function DayCell({ date, day, isToday, isChosen, isHere, onPress }: DayCellProps) {
  const { booking } = useTexts()
  const format = useFormat()
  const words = useDayWords()
  const look =
    isChosen && day?.status === 'open'
      ? 'border-accent bg-accent text-on-accent'
      : looks[day?.status ?? 'none']
  return (
    <td className="p-0">
      <button
        type="button"
        data-day={date}
        data-status={day?.status ?? 'none'}
        tabIndex={isHere ? 0 : -1}
        aria-pressed={isChosen}
        aria-current={isToday ? 'date' : undefined}
        aria-disabled={day?.status === 'open' ? undefined : true}
        onClick={onPress}
        className={`relative flex h-14 w-full flex-col items-center justify-center rounded-m border ${look}`}
      >
        <span className="sr-only">{fill(booking.dayIs, { date: format.date(date), what: words(day) })}</span>
        <span
          aria-hidden
          className={`leading-5 font-semibold ${isToday ? 'underline decoration-2 underline-offset-4' : ''}`}
        >
          {format.digits(toJalali(date).day)}
        </span>
        <span aria-hidden className="flex h-4 items-center gap-0.5 text-label whitespace-nowrap">
          {day?.status === 'open' && fill(booking.freeShort, { count: format.digits(freeOf(day)) })}
          {day?.status === 'full' && (
            <>
              <Ban size={10} aria-hidden />
              {booking.fullShort}
            </>
          )}
          {day?.status === 'closed' && (
            <>
              <Lock size={10} aria-hidden />
              {booking.closed}
            </>
          )}
        </span>
      </button>
    </td>
  )
}
