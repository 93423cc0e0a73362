import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { demoAppointments, demoOffice, demoRules } from '#tests/support/demo-day.ts'
import { renderOffice, userOf } from '#tests/support/render-office.tsx'
import { CloseDayButton } from './close-day-button.tsx'

const date = '2026-11-22'
const evening = '2026-11-22T16:00:00.000Z'
const all = demoAppointments(140)
const settled = all.filter(({ state }) => state !== 'arrived')

let stop: () => void = () => {}
afterEach(() => stop())

async function button(options: Parameters<typeof renderOffice>[1]) {
  const view = await renderOffice(<CloseDayButton date={date} />, options)
  stop = view.stop
  return view
}

describe('CloseDayButton', () => {
  it('names who still has to be concluded and does not close before', async () => {
    const { user, double } = await button({ appointments: all, user: userOf('supervisor'), now: evening })
    await user.click(screen.getByRole('button', { name: 'بستن روز' }))
    const dialog = await screen.findByRole('alertdialog')
    const count = all.length - settled.length
    expect(dialog.textContent).toContain('هنوز «حاضر» هستند')
    expect(within(dialog).getAllByRole('button').length).toBeGreaterThan(Math.min(count, 6))
    const confirm = within(dialog).getByRole('button', { name: 'بستن روز' })
    expect(confirm.getAttribute('aria-disabled')).toBe('true')
    await user.click(confirm)
    expect(double.calls).not.toContain('day.close')
  })

  it('waits for the grace period of the last who may come', async () => {
    const { user } = await button({ appointments: settled, user: userOf('supervisor') })
    await user.click(screen.getByRole('button', { name: 'بستن روز' }))
    expect((await screen.findByRole('alertdialog')).textContent).toContain('مهلت تأخیر')
  })

  it('proposes who has not come, and records those who are chosen', async () => {
    const { user, double } = await button({ appointments: settled, user: userOf('supervisor') })
    await user.click(screen.getByRole('button', { name: 'بستن روز' }))
    const dialog = await screen.findByRole('alertdialog')
    const proposed = settled.filter(({ state, slot }) => state === 'booked' && slot <= '10:00')
    expect(proposed.length).toBeGreaterThan(1)
    const boxes = within(dialog).getAllByRole('checkbox')
    expect(boxes).toHaveLength(proposed.length + 1)
    const [everybody, first] = boxes
    if (!everybody || !first) throw new Error('nobody is proposed')
    await user.click(everybody)
    expect(within(dialog).getByText('کسی انتخاب نشده است.')).toBeDefined()
    await user.click(first)
    await user.click(within(dialog).getByRole('button', { name: 'ثبت عدم مراجعهٔ ۱ نفر' }))
    await waitFor(() => expect(within(dialog).getAllByRole('checkbox')).toHaveLength(proposed.length))
    const before = settled.filter(({ state }) => state === 'no_show').length
    const now = [...double.appointments.values()].filter(({ state }) => state === 'no_show').length
    expect(now).toBe(before + 1)
  })

  it('makes nobody a no-show on a day on which the office is closed, and says so', async () => {
    const office = { ...demoOffice, rules: { ...demoRules, closedDates: [date] } }
    const { user, double } = await button({
      appointments: settled,
      user: userOf('supervisor'),
      device: { office },
    })
    await user.click(screen.getByRole('button', { name: 'بستن روز' }))
    const dialog = await screen.findByRole('alertdialog')
    const booked = settled.filter(({ state }) => state === 'booked').length
    expect(dialog.textContent).toContain('دفتر در این روز تعطیل است')
    expect(dialog.textContent).toContain(`نوبت ${booked.toLocaleString('fa-IR')} متقاضی به جای خود می‌ماند`)
    expect(within(dialog).queryAllByRole('checkbox')).toEqual([])
    expect(dialog.textContent).not.toContain('مهلت تأخیر')
    await user.click(within(dialog).getByRole('button', { name: 'بستن روز' }))
    expect(await screen.findByText('۰ عدم مراجعه ثبت شد.')).toBeDefined()
    expect([...double.appointments.values()].filter(({ state }) => state === 'booked')).toHaveLength(booked)
  })

  it('closes, and opens again with a reason', async () => {
    const { user, double } = await button({ appointments: settled, user: userOf('supervisor'), now: evening })
    await user.click(screen.getByRole('button', { name: 'بستن روز' }))
    const booked = settled.filter(({ state }) => state === 'booked').length
    const dialog = await screen.findByRole('alertdialog')
    expect(dialog.textContent).toContain(booked.toLocaleString('fa-IR'))
    await user.click(within(dialog).getByRole('button', { name: 'بستن روز' }))
    await screen.findByRole('button', { name: 'بازگشایی روز' })
    expect([...double.appointments.values()].some(({ state }) => state === 'booked')).toBe(false)

    await user.click(screen.getByRole('button', { name: 'بازگشایی روز' }))
    const ask = await screen.findByRole('alertdialog')
    expect(ask.textContent).toContain('احمد محمودی')
    await user.type(within(ask).getByRole('textbox'), 'متقاضی دیررسیده')
    await user.click(within(ask).getByRole('button', { name: /بازگشایی روز/ }))
    await screen.findByRole('button', { name: 'بستن روز' })
  })

  it('is shown to a clerk with the reason why not', async () => {
    const { user } = await button({ appointments: settled, user: userOf('documents'), now: evening })
    const close = screen.getByRole('button', { name: 'بستن روز' })
    expect(close.getAttribute('aria-disabled')).toBe('true')
    await user.click(close)
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  })
})
