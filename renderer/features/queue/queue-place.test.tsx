import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ShortcutSheet } from '#renderer/features/shortcuts/shortcut-sheet.tsx'
import { setDesk, useDesk } from '#renderer/stores/desk.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { firstTurn } from '#shared/domain/turn.ts'
import { demoAppointments } from '#tests/support/demo-day.ts'
import { renderOffice, userOf } from '#tests/support/render-office.tsx'
import { DeskDialog } from './desk-dialog.tsx'
import { DeskStrip } from './desk-strip.tsx'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { closeQueueDialogs } from './queue-dialogs.ts'
import { QueuePlace } from './queue-place.tsx'
import { forgetQueue } from './queue-store.ts'

let stop: () => void = () => {}
beforeEach(() => localStorage.clear())
afterEach(() => {
  stop()
  closeQueueDialogs()
  forgetQueue()
  useDesk.setState({ desk: null })
})

/** Everybody arrived, one a minute from 08:00 of Tehran on; all in time for the slots of the demonstration day. */
const arrived = (count: number): Appointment[] =>
  demoAppointments(count).map((one, index) => ({
    ...one,
    state: 'arrived',
    queueNumber: index + 1,
    arrivedOn: one.date,
    arrivedAt: new Date(Date.parse(`${one.date}T04:30:00.000Z`) + index * 1000).toISOString(),
  }))

async function place(appointments: readonly Appointment[], role: 'documents' | 'reception' = 'documents') {
  const rendered = await renderOffice(
    <>
      <DeskStrip />
      <QueuePlace />
      <DeskDialog />
      <HandOverDialog />
      <ShortcutSheet />
    </>,
    { appointments, user: userOf(role) },
  )
  stop = rendered.stop
  return rendered
}
const list = (name: RegExp) => screen.findByRole('listbox', { name })
const numbers = (box: HTMLElement) =>
  within(box)
    .getAllByRole('option')
    .map((option) => option.dataset.queueRow)

describe('the place of the queue', () => {
  it('says in words that nobody waits', async () => {
    await place([])
    expect(await screen.findByText('کسی در صف نیست')).toBeTruthy()
  })

  it('shows one, how long they have waited, and that they are next', async () => {
    await place(arrived(1))
    const [row] = within(await list(/در انتظار بررسی/)).getAllByRole('option')
    // From 08:00 to 10:22.
    expect(row?.textContent).toContain('۲ ساعت و ۲۲ دقیقه')
    expect(row?.textContent).toContain('نفر بعد')
    expect(row?.textContent).toContain('نوبت ساعت ۰۸:۰۰')
  })

  it('shows four hundred, and goes through them by keyboard', async () => {
    const { user } = await place(arrived(400))
    const box = await list(/در انتظار بررسی/)
    expect(within(box).getAllByRole('option')).toHaveLength(400)
    act(() => box.focus())
    await user.keyboard('{End}')
    expect(within(box).getAllByRole('option').at(-1)?.getAttribute('aria-selected')).toBe('true')
    expect(box?.getAttribute('aria-activedescendant')).toBe(within(box).getAllByRole('option').at(-1)?.id)
    await user.keyboard('{Home}{ArrowDown}')
    expect(within(box).getAllByRole('option')[1]?.getAttribute('aria-selected')).toBe('true')
  }, 60_000)

  it('says why somebody stands where they stand', async () => {
    const [late, walkIn, back, inTime] = arrived(4)
    if (!late || !walkIn || !back || !inTime) throw new Error('four are needed')
    const at = (time: string) => `${late.date}T${time}:00.000Z`
    await place([
      { ...late, arrivedAt: at('05:00') },
      { ...walkIn, arrivedAt: at('05:10'), turn: { ...firstTurn, walkIn: true } },
      { ...back, turn: { ...firstTurn, returnedAt: at('05:20') } },
      inTime,
    ])
    const box = await list(/در انتظار بررسی/)
    expect(numbers(box)).toEqual(['4', '1', '2', '3'])
    const words = within(box)
      .getAllByRole('option')
      .map(({ textContent }) => textContent)
    expect(words[1]).toContain('با تأخیر؛ جا از ساعت حضور ۰۸:۳۰')
    expect(words[2]).toContain('بدون نوبت؛ جا از ساعت حضور ۰۸:۴۰')
    expect(words[3]).toContain('با مدارک بازگشته؛ جا از ساعت بازگشت ۰۸:۵۰')
  })

  it('keeps whom the clerk has chosen when another desk calls those before them', async () => {
    const { user, double } = await place(arrived(6))
    const box = await list(/در انتظار بررسی/)
    await user.click(within(box).getAllByRole('option')[3] as HTMLElement)
    await act(() => double.client.queue.callNext({ desk: 9 }))
    await waitFor(() => expect(numbers(box)).toEqual(['2', '3', '4', '5', '6']))
    const chosen = within(box).getByRole('option', { selected: true })
    expect(chosen.dataset.queueRow).toBe('4')
    expect(numbers(await list(/در حال انجام/))).toEqual(['1'])
  })
})

describe('the desk', () => {
  it('is asked for once, in any digits, and remembered by the machine', async () => {
    const { user, double } = await place(arrived(2))
    await list(/در انتظار بررسی/)
    await user.keyboard('{F9}')
    await user.type(await screen.findByLabelText('شمارهٔ باجه'), '۰{Enter}')
    expect(screen.getByText('شمارهٔ باجه عددی از ۱ تا ۹۹۹ است.')).toBeTruthy()
    await user.clear(screen.getByLabelText('شمارهٔ باجه'))
    await user.type(screen.getByLabelText('شمارهٔ باجه'), '۱۲{Enter}')
    await waitFor(() => expect(double.calls).toContain('queue.callNext'))
    expect(await screen.findByText('شمارهٔ ۱ به باجهٔ ۱۲ فراخوانده شد.')).toBeTruthy()
    expect(localStorage.getItem('pishkhan.desk')).toBe('12')
  })

  it('holds one person: a second press says who is there, and a key that is held down calls nobody', async () => {
    setDesk(3)
    const { user, double } = await place(arrived(3))
    await list(/در انتظار بررسی/)
    await user.keyboard('{F9}')
    expect(await screen.findByText('شمارهٔ ۱ به باجهٔ ۳ فراخوانده شد.')).toBeTruthy()
    await user.keyboard('{F9}')
    expect(await screen.findByText(/شمارهٔ ۱ در باجهٔ ۳ است/)).toBeTruthy()
    const before = double.calls.filter((call) => call === 'queue.callNext').length
    act(() => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'F9', repeat: true, bubbles: true }))
    })
    expect(double.calls.filter((call) => call === 'queue.callNext')).toHaveLength(before)
  })

  it('skips and hands over by keys; the note goes along', async () => {
    setDesk(3)
    const { user } = await place(arrived(5))
    await list(/در انتظار بررسی/)
    await user.keyboard('{F9}')
    await waitFor(async () => expect(numbers(await list(/در حال انجام/))).toEqual(['1']))
    await user.keyboard('{Shift>}{F8}{/Shift}')
    await waitFor(async () =>
      expect(numbers(await list(/در انتظار بررسی/))).toEqual(['2', '3', '4', '1', '5']),
    )
    await user.keyboard('{F9}')
    await waitFor(async () => expect(numbers(await list(/در حال انجام/))).toEqual(['2']))
    await user.keyboard('{Shift>}{F9}{/Shift}')
    await user.type(await screen.findByLabelText('به باجهٔ شمارهٔ'), '3')
    await user.type(screen.getByLabelText('یادداشت برای همکار'), 'عکس نزد من است')
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(screen.getByText('شمارهٔ باجه‌ای دیگر را بنویسید، از ۱ تا ۹۹۹.')).toBeTruthy()
    await user.clear(screen.getByLabelText('به باجهٔ شمارهٔ'))
    await user.type(screen.getByLabelText('به باجهٔ شمارهٔ'), '۷')
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(await screen.findByText('شمارهٔ ۲ به باجهٔ ۷ سپرده شد.')).toBeTruthy()
    await waitFor(async () => {
      const [first] = within(await list(/در انتظار بررسی/)).getAllByRole('option')
      expect(first?.textContent).toContain('سپرده به باجهٔ ۷ · «عکس نزد من است»')
    })
  })

  it('is none of reception’s: they see the queue and call nobody', async () => {
    const rendered = await renderOffice(<QueuePlace />, {
      appointments: arrived(2),
      user: userOf('reception'),
    })
    stop = rendered.stop
    await list(/در انتظار بررسی/)
    expect(screen.queryByRole('button', { name: /فراخوان/ })).toBeNull()
  })
})
