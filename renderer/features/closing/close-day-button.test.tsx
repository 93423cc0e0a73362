import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { demoAppointments, demoOffice, demoRules } from '#tests/support/demo-day.ts'
import { inDesktop, leaveDesktop } from '#tests/support/desktop-bridge-double.ts'
import { renderOffice, userOf } from '#tests/support/render-office.tsx'
import { PaperHost } from '../paper/paper-host.tsx'
import { CloseDayButton } from './close-day-button.tsx'

const date = '2026-11-22'
const evening = '2026-11-22T16:00:00.000Z'
const all = demoAppointments(140)
const settled = all.filter(({ state }) => state !== 'arrived')

let stop: () => void = () => {}
afterEach(() => {
  stop()
  leaveDesktop()
})

async function button(options: Parameters<typeof renderOffice>[1]) {
  const parts = (
    <>
      <CloseDayButton date={date} />
      <PaperHost />
    </>
  )
  const view = await renderOffice(parts, options)
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

  it('prints the report, marks it when it did not come out, and prints it again', async () => {
    const { user, double } = await button({ appointments: settled, user: userOf('supervisor'), now: evening })
    const report = () => screen.findByRole('button', { name: /^گزارش پایان روز/ })
    await user.click(screen.getByRole('button', { name: 'بستن روز' }))
    const guide = await screen.findByRole('alertdialog')
    await user.click(within(guide).getByRole('button', { name: 'بستن روز' }))
    window.print = vi.fn(() => {
      throw new Error('no printer')
    })
    await user.click(await report())
    const dialog = await screen.findByRole('dialog', { name: /گزارش پایان/ })
    await waitFor(() => expect(dialog.textContent).toContain('احمد محمودی روز را در'))
    const print = () => within(dialog).getByRole('button', { name: /^چاپ/ })
    expect(document.activeElement).toBe(print())
    await user.keyboard('{Enter}')
    await waitFor(() => expect(within(dialog).getByRole('status').textContent).toContain('چاپ نشد: نسخهٔ ۱'))
    await user.keyboard('{Escape}')
    await waitFor(async () => expect((await report()).textContent).toContain('چاپ نشد'))

    window.print = vi.fn()
    await user.click(await report())
    const again = await screen.findByRole('dialog', { name: /گزارش پایان/ })
    await user.click(await within(again).findByRole('button', { name: 'چاپ دوباره' }))
    await waitFor(() => expect(within(again).getByRole('status').textContent).toContain('نسخهٔ ۲'))
    await waitFor(() =>
      expect(double.papers.printed).toMatchObject([
        { paper: 'closing_report', copy: 1, outcome: 'failed' },
        { paper: 'closing_report', copy: 2, outcome: 'handed' },
      ]),
    )
    await user.keyboard('{Escape}')
    await waitFor(async () => expect((await report()).textContent).not.toContain('چاپ نشد'))
  })

  it('saves the report as a PDF in the desktop app, and says why when it cannot', async () => {
    const savePdf = vi.fn(async () => ({ status: 'failed' as const, code: 'no_space' as const }))
    inDesktop({ savePdf })
    const { user, double } = await button({ appointments: settled, user: userOf('supervisor'), now: evening })
    await user.click(screen.getByRole('button', { name: 'بستن روز' }))
    const guide = await screen.findByRole('alertdialog')
    await user.click(within(guide).getByRole('button', { name: 'بستن روز' }))
    await user.click(await screen.findByRole('button', { name: /^گزارش پایان روز/ }))
    const dialog = await screen.findByRole('dialog', { name: /گزارش پایان/ })
    await user.click(await within(dialog).findByRole('button', { name: /PDF/ }))
    await waitFor(() =>
      expect(savePdf).toHaveBeenCalledWith({ suggestedName: 'گزارش پایان روز 1405-09-01.pdf' }),
    )
    expect(await screen.findByText(/دیسک جا ندارد/)).toBeDefined()
    // No printer owes it.
    await waitFor(() => expect(double.papers.printed).toMatchObject([{ outcome: 'cancelled' }]))
  })

  it('makes the PDF that is asked for while the paper is still at the printer', async () => {
    let printed: () => void = () => {}
    const atPrinter = new Promise<{ status: 'printed' }>((done) => {
      printed = () => done({ status: 'printed' })
    })
    const print = vi.fn(() => atPrinter)
    const savePdf = vi.fn(async () => ({ status: 'saved' as const, fileName: 'گزارش.pdf' }))
    inDesktop({ print, savePdf })
    const { user } = await button({ appointments: settled, user: userOf('supervisor'), now: evening })
    await user.click(screen.getByRole('button', { name: 'بستن روز' }))
    const guide = await screen.findByRole('alertdialog')
    await user.click(within(guide).getByRole('button', { name: 'بستن روز' }))
    await user.click(await screen.findByRole('button', { name: /^گزارش پایان روز/ }))
    const dialog = await screen.findByRole('dialog', { name: /گزارش پایان/ })
    await user.click(await within(dialog).findByRole('button', { name: /^چاپ/ }))
    await waitFor(() => expect(print).toHaveBeenCalledTimes(1))
    await user.click(within(dialog).getByRole('button', { name: /PDF/ }))
    expect(savePdf).not.toHaveBeenCalled()
    printed()
    await waitFor(() => expect(savePdf).toHaveBeenCalledTimes(1))
    expect(print).toHaveBeenCalledTimes(1)
  })

  it('is shown to a clerk with the reason why not', async () => {
    const { user } = await button({ appointments: settled, user: userOf('documents'), now: evening })
    const close = screen.getByRole('button', { name: 'بستن روز' })
    expect(close.getAttribute('aria-disabled')).toBe('true')
    await user.click(close)
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  })
})
