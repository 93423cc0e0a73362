import { useEffect, useState } from 'react'
import type { BookableDay, PublicOffice } from '#shared/contract/citizen.ts'
import type { Problem } from '../api/problem.ts'
import { announce } from '../app/announce.tsx'
import { useFormat } from '../app/format.ts'
import { Page } from '../app/page.tsx'
import { fill, useTexts } from '../app/texts.ts'
import { today as todayNow } from '../app/today.ts'
import { Button } from '../design/button.tsx'
import { ChoiceGroup } from '../design/choice-group.tsx'
import { Trouble } from '../design/trouble.tsx'
import type { Slot } from './choosing.tsx'
import { useDayWords } from './day-cell.tsx'
import { monthOf } from './month.ts'
import { MonthCalendar } from './month-calendar.tsx'
import { useDays } from './use-days.ts'

type TimeStepProps = {
  office: PublicOffice
  /** Why the slot that was chosen before is not to be had. */
  problem: Problem | null
  onChoose: (slot: Slot) => void
  onBack: () => void
}

/** A day in the calendar of an office, and a time on it. */
export function TimeStep({ office, problem, onChoose, onBack }: TimeStepProps) {
  const { booking, shell } = useTexts()
  const { text, date } = useFormat()
  const words = useDayWords()
  const [today] = useState(todayNow)
  const [month, setMonth] = useState(() => monthOf(office.firstFreeDate ?? today))
  const [chosen, setChosen] = useState<string | null>(office.firstFreeDate)
  const [time, setTime] = useState('')
  const { days, problem: unheard, reload } = useDays(office.id, month, today)
  const day = chosen === null ? undefined : days?.get(chosen)
  const open = day?.status === 'open' ? day : null

  useEffect(() => {
    if (problem) announce(booking.taken)
  }, [problem, booking.taken])
  const chooseDay = (next: string) => {
    setChosen(next)
    setTime('')
    const status = days?.get(next)
    announce(fill(booking.dayIs, { date: date(next), what: words(status) }))
  }
  const nothingFree = days !== null && ![...days.values()].some(({ status }) => status === 'open')
  return (
    <Page title={booking.day} kicker={text(office.name)}>
      {problem && <Trouble problem={problem} />}
      <div className="grid items-start gap-6 md:grid-cols-2 md:gap-10">
        <div className="flex flex-col gap-3">
          <MonthCalendar
            month={month}
            today={today}
            days={days}
            chosen={chosen}
            onChoose={chooseDay}
            onMonth={(next) => {
              setMonth(next)
              setTime('')
            }}
          />
          {nothingFree && <p>{booking.nothingFree}</p>}
          {unheard && <Trouble problem={unheard} onRetry={reload} />}
        </div>
        <div className="flex flex-col gap-4">
          {chosen !== null && days !== null && !open && (
            <p className="font-semibold">{fill(booking.dayIs, { date: date(chosen), what: words(day) })}</p>
          )}
          {open && <Times day={open} time={time} onTime={setTime} />}
          {open && time && (
            <Button
              variant="primary"
              className="sticky bottom-3 z-10"
              onClick={() => onChoose({ date: open.date, time })}
            >
              {booking.review}
            </Button>
          )}
          <Button onClick={onBack}>{shell.back}</Button>
        </div>
      </div>
    </Page>
  )
}

function Times({ day, time, onTime }: { day: BookableDay; time: string; onTime: (time: string) => void }) {
  const { booking } = useTexts()
  const format = useFormat()
  return (
    <ChoiceGroup
      name="time"
      label={fill(booking.timesOf, { date: format.date(day.date) })}
      value={time}
      onChoose={onTime}
      dots={false}
      className="grid grid-cols-3 gap-2"
      choices={day.slots.map(({ time: slot, free }) => ({
        value: slot,
        disabled: free === 0,
        label: (
          <span className="flex w-full flex-col items-center">
            <span className="font-semibold">{format.time(slot)}</span>
            <span className="text-small">
              {free === 0 ? booking.full : fill(booking.free, { count: format.digits(free) })}
            </span>
          </span>
        ),
      }))}
    />
  )
}
