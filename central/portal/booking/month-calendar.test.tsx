import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import type { BookableDay } from '#shared/contract/citizen.ts'
import { addDays } from '#shared/domain/civil-date.ts'
import * as fa from '#shared/i18n/fa/portal/index.ts'
import { type Month, monthOf } from './month.ts'
import { MonthCalendar } from './month-calendar.tsx'

/** Sunday, 1 Azar 1405. */
const today = '2026-11-22'

function day(date: string): BookableDay {
  const open = { date, status: 'open', closedBecause: null, slots: [{ time: '10:30', free: 3 }] } as const
  if (date === '2026-11-24') return { ...open, status: 'full', slots: [{ time: '10:30', free: 0 }] }
  if (date === '2026-11-27') return { ...open, status: 'closed', closedBecause: 'جمعه', slots: [] }
  return { ...open, slots: [...open.slots] }
}

const days = new Map(
  Array.from({ length: 60 }, (_, index) => addDays(today, index)).map((iso) => [iso, day(iso)]),
)

function Calendar() {
  const [month, setMonth] = useState<Month>(monthOf(today))
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <MonthCalendar
      month={month}
      today={today}
      days={days}
      chosen={chosen}
      onChoose={setChosen}
      onMonth={setMonth}
    />
  )
}

const at = (iso: string) => document.querySelector<HTMLElement>(`[data-day="${iso}"]`)
const said = (iso: string) => at(iso)?.querySelector('.sr-only')?.textContent
const seen = (iso: string) => at(iso)?.querySelectorAll('[aria-hidden]')[1]?.textContent
const focused = () => document.activeElement?.getAttribute('data-day')

it('tells closed and full days apart in words, with the reason of the closed', () => {
  render(<Calendar />)
  expect(said('2026-11-24')).toBe(`سه‌شنبه ۳ آذر ۱۴۰۵: ${fa.booking.full}`)
  expect(said('2026-11-27')).toBe('جمعه ۶ آذر ۱۴۰۵: تعطیل: جمعه')
  expect(said('2026-11-23')).toBe('دوشنبه ۲ آذر ۱۴۰۵: ۳ جای خالی')
  expect(seen('2026-11-24')).toBe(fa.booking.fullShort)
  expect(seen('2026-11-27')).toBe(fa.booking.closed)
  expect(at('2026-11-24')?.getAttribute('aria-disabled')).toBe('true')
})

it('begins its weeks on Saturday', () => {
  render(<Calendar />)
  const heads = screen.getAllByRole('columnheader').map((head) => head.getAttribute('abbr'))
  expect(heads[0]).toBe('شنبه')
  expect(heads[6]).toBe('جمعه')
})

it('is walked by the arrow keys as it is read, from right to left, and not before today', async () => {
  const user = userEvent.setup()
  render(<Calendar />)
  await user.tab()
  await user.tab()
  await user.tab()
  expect(focused()).toBe(today)
  await user.keyboard('{ArrowLeft}')
  expect(focused()).toBe('2026-11-23')
  await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}')
  expect(focused()).toBe(today)
  await user.keyboard('{ArrowDown}')
  expect(focused()).toBe('2026-11-29')
  await user.keyboard('{End}')
  expect(focused()).toBe('2026-12-04')
  await user.keyboard('{Enter}')
  expect(at('2026-12-04')?.getAttribute('aria-pressed')).toBe('true')
  expect(document.querySelectorAll('[data-day][tabindex="0"]')).toHaveLength(1)
})

it('goes over into the next month and back by key', async () => {
  const user = userEvent.setup()
  render(<Calendar />)
  at(today)?.focus()
  await user.keyboard('{PageDown}')
  expect(screen.getByText('دی ۱۴۰۵')).toBeTruthy()
  expect(focused()).toBe('2026-12-22')
  await user.keyboard('{ArrowRight}')
  expect(screen.getByText('آذر ۱۴۰۵')).toBeTruthy()
  expect(focused()).toBe('2026-12-21')
})

it('does not go behind today, nor where the office cannot be booked any more', async () => {
  const user = userEvent.setup()
  render(<Calendar />)
  const previous = screen.getByRole('button', { name: fa.booking.previousMonth })
  expect(previous.getAttribute('aria-disabled')).toBe('true')
  await user.click(previous)
  expect(screen.getByText('آذر ۱۴۰۵')).toBeTruthy()
  const next = screen.getByRole('button', { name: fa.booking.nextMonth })
  await user.click(next)
  await user.click(next)
  await user.click(next)
  // Sixty days from 1 Azar end on 30 Dey, its last day: Bahman can be looked at, and nothing behind it.
  expect(screen.getByText('بهمن ۱۴۰۵')).toBeTruthy()
  expect(next.getAttribute('aria-disabled')).toBe('true')
})
