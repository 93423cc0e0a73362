import { Lock } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays } from '#shared/domain/civil-date.ts'
import { useFormat } from '../../app/format.ts'
import { type DayMark, MonthCalendar, monthOf } from '../../design/month-calendar.tsx'
import { office } from '../../transport/office-client.ts'

type DayCount = { date: string; appointments: number; served: number; closed: boolean }

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

/** The month with the number of appointments under each day. */
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
  const format = useFormat()
  const [focused, setFocused] = useState(date)
  const counts = useMonthCounts(focused)
  const markOf = (iso: string): DayMark => {
    const words = format.date(iso, 'full')
    const count = counts.get(iso)
    if (!count) return { label: t('day.calendarFree', { date: words }), note: '' }
    const label = t('day.calendarDay', { date: words, count: count.appointments })
    return {
      label: count.closed ? `${label}${t('common.comma')}${t('day.dayClosedMark')}` : label,
      note: format.number(count.appointments),
      noteIcon: count.closed && <Lock size={9} aria-hidden />,
    }
  }
  return (
    <MonthCalendar
      label={t('day.calendar')}
      autoFocus
      value={date}
      focused={focused}
      today={today}
      markOf={markOf}
      onFocus={setFocused}
      onChoose={onChoose}
      className="w-[21rem] p-3"
    />
  )
}
