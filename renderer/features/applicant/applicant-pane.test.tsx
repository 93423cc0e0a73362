import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Appointment } from '#shared/domain/appointment.ts'
import { slips } from '#shared/domain/paper.ts'
import { reduce } from '#shared/domain/reduce.ts'
import { demoRules } from '#tests/support/demo-day.ts'
import {
  appointment,
  appointmentId,
  checkedIn,
  decided,
  event,
  items,
} from '#tests/support/domain-fixtures.ts'
import { type DoubleOptions, rowOf } from '#tests/support/office-client-double.ts'
import { renderOffice, userOf } from '#tests/support/render-office.tsx'
import { setPaperSettings } from '../../stores/paper-settings.ts'
import { select } from '../../stores/selection.ts'
import { PaperHost } from '../paper/paper-host.tsx'
import { ApplicantPane } from './applicant-pane.tsx'

let stop: () => void = () => {}
afterEach(() => {
  for (const slip of slips) setPaperSettings(slip, { byItself: false })
  select(null)
  stop()
})

async function pane(
  given: Appointment,
  role: 'reception' | 'documents' | 'supervisor',
  more: Partial<DoubleOptions> = {},
) {
  const parts = (
    <>
      <ApplicantPane appointmentId={appointmentId} />
      <PaperHost />
    </>
  )
  const view = await renderOffice(parts, {
    appointments: [given],
    user: userOf(role),
    ...more,
  })
  stop = view.stop
  await screen.findByRole('heading', { level: 2 })
  return view
}

function visitAfter(...events: Parameters<typeof reduce>[1][]): Appointment {
  return events.reduce((state, next) => {
    const outcome = reduce(state, next, demoRules)
    if (!outcome.ok) throw new Error(outcome.refusal.code)
    return outcome.value
  }, appointment())
}

const arrived = visitAfter(checkedIn())
/** Every document looked at, one of them not there. */
const checked = visitAfter(
  checkedIn(),
  ...items.map(({ key }, index) => decided(key, index === 0 ? 'failed' : 'accepted')),
)
const button = (name: RegExp) => screen.getByRole('button', { name })
const item = (name: RegExp) => screen.getByRole('listitem', { name })
const accept = (name: RegExp) => within(item(name)).getByRole('button', { name: 'تأیید' })
const focusedItem = () => document.activeElement?.closest<HTMLElement>('[data-item]')?.dataset.item

describe('ApplicantPane', () => {
  it('shows who it is, to be read aloud', async () => {
    await pane(appointment(), 'reception')
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('سیده فاطمه‌زهرا موسوی‌نژاد')
    expect(screen.getByText('۱۲ مهر ۱۳۶۸')).toBeDefined()
    expect(screen.getByText('۰۰۹-۳۸۴۹۳۷-۰')).toBeDefined()
  })

  it('checks in once, however often it is clicked', async () => {
    const { user, double } = await pane(appointment(), 'reception', { latency: 20 })
    await user.dblClick(button(/ثبت حضور/))
    await screen.findByText('حاضر')
    await user.dblClick(button(/پایان بررسی/))
    expect(double.calls.filter((call) => call === 'visit.checkIn')).toHaveLength(1)
    expect(double.appointments.get(appointmentId)?.state).toBe('arrived')
  })

  it.each([
    ['check_in_slip', appointment(), /ثبت حضور/, 'حاضر'],
    ['missing_documents_slip', checked, /پایان بررسی/, 'نقص مدارک'],
  ] as const)(
    'prints a %s by itself after its act, where the desk is set so',
    async (paper, given, act, word) => {
      window.print = vi.fn()
      for (const byItself of [false, true]) {
        setPaperSettings(paper, { byItself })
        const { user, double } = await pane(given, 'supervisor')
        await user.click(button(act))
        await screen.findByText(word)
        const slip = { paper, subject: appointmentId, copy: 1, outcome: 'handed' }
        if (byItself) await waitFor(() => expect(double.papers.printed).toMatchObject([slip]))
        else expect(double.papers.printed).toEqual([])
        stop()
        cleanup()
      }
      expect(window.print).toHaveBeenCalledOnce()
    },
  )

  it('tells who was faster, in place', async () => {
    const { user, double } = await pane(appointment(), 'reception')
    // Somebody else checks in and the notice of it has not come yet.
    double.appointments.set(
      appointmentId,
      visitAfter(checkedIn({ actor: { ...userActor, displayName: 'نسرین پاک' } })),
    )
    await user.click(button(/ثبت حضور/))
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('نسرین پاک در ساعت ۱۰:۳۰')
    expect(await screen.findByText('حاضر')).toBeDefined()
  })

  it('shows a clerk why an act is not theirs instead of hiding it', async () => {
    await pane(appointment(), 'documents')
    const checkIn = button(/ثبت حضور/)
    expect(checkIn.getAttribute('aria-disabled')).toBe('true')
    expect(screen.getAllByText('«ثبت حضور» با متصدی پذیرش یا مسئول دفتر است.').length).toBeGreaterThan(0)
  })

  it('follows the day being closed and opened again', async () => {
    const incomplete = visitAfter(checkedIn(), event('documents_concluded', { outcome: 'incomplete' }))
    const { double } = await pane(incomplete, 'supervisor')
    const disabled = () => button(/بازگشت متقاضی/).getAttribute('aria-disabled')
    expect(disabled()).toBeNull()
    await act(() => double.client.day.close({ date: incomplete.date }))
    await waitFor(() => expect(disabled()).toBe('true'))
    await act(() => double.client.day.reopen({ date: incomplete.date, reason: 'دیر رسید' }))
    await waitFor(() => expect(disabled()).toBeNull())
  })

  it('takes no key that is meant for somebody whom it does not show yet', async () => {
    const { user, double } = await pane(appointment(), 'reception')
    const state = () => double.appointments.get(appointmentId)?.state
    act(() => button(/ثبت حضور/).focus())
    act(() => select('018f0000-0000-7000-8000-0000000000ff'))
    await user.keyboard('{Control>}{Enter}{/Control}')
    await act(() => new Promise((done) => setTimeout(done, 100)))
    expect(state()).toBe('booked')
    act(() => select(appointmentId))
    await user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(state()).toBe('arrived'))
  })

  it('asks the supervisor for the reason of a check-in on another day and keeps it when refused', async () => {
    const { user, double } = await pane(appointment({ date: '2026-11-24' }), 'supervisor')
    await user.click(button(/ثبت حضور/))
    const dialog = await screen.findByRole('alertdialog')
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(within(dialog).getByText('دلیل را با دست‌کم سه نویسه بنویسید.')).toBeDefined()
    await user.type(within(dialog).getByRole('textbox'), 'سفر متقاضی')
    double.appointments.set(appointmentId, visitAfter(event('cancelled', { by: 'citizen', reason: null })))
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect((await within(dialog).findByRole('alert')).textContent).toContain('لغو شده')
    expect(within(dialog).getByRole<HTMLTextAreaElement>('textbox').value).toBe('سفر متقاضی')
  })
})

const userActor = {
  kind: 'user' as const,
  userId: '018f0000-0000-7000-8000-0000000000aa',
  displayName: 'x',
  roles: ['reception' as const],
}

describe('the checklist', () => {
  it('is worked by keys alone, the hand always on the next undecided item', async () => {
    const { user, double } = await pane(arrived, 'documents')
    act(() => accept(/شناسنامه/).focus())
    await user.keyboard('{Enter}')
    await waitFor(() => expect(focusedItem()).toBe('postal_code'))
    // The Persian layout: «ت» stands where Latin has J.
    await user.keyboard('[KeyJ]')
    await waitFor(() => expect(focusedItem()).toBe('residence_address'))
    await user.keyboard('[KeyK]')
    await user.keyboard('[Digit2]')
    await waitFor(() => expect(focusedItem()).toBe('landline_phone'))
    expect(item(/آدرس/).textContent).toContain('پلاک و واحد نوشته نشده')
    await user.keyboard('[KeyJ]')
    await waitFor(() => expect(focusedItem()).toBe('mobile_phone'))
    await user.keyboard('[KeyJ]')
    await waitFor(() => expect(document.activeElement?.textContent).toContain('پایان بررسی'))
    await user.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByText('نقص مدارک')
    const { state, decisions } = double.appointments.get(appointmentId) ?? {}
    expect(state).toBe('documents_incomplete')
    expect(decisions?.map(({ item: key, verdict, reasonCode }) => [key, verdict, reasonCode])).toEqual([
      ['birth_certificate_original', 'accepted', null],
      ['postal_code', 'accepted', null],
      ['residence_address', 'failed', 'unreadable'],
      ['landline_phone', 'accepted', null],
      ['mobile_phone', 'accepted', null],
    ])
  })

  it('does not take the first digit of a scan for a reason', async () => {
    const { user, double } = await pane(arrived, 'documents')
    act(() => accept(/کد پستی/).focus())
    await user.keyboard('[KeyK]')
    // In one breath, as a scanner types.
    for (const code of ['Digit1', 'Digit2', 'Digit2', 'Digit1']) {
      fireEvent.keyDown(document.activeElement ?? document.body, { code, key: code.slice(-1) })
    }
    await new Promise((resolve) => setTimeout(resolve, 120))
    expect(double.calls).not.toContain('documents.decide')
  })

  it('judges a value as it is typed, in Persian digits, and stores it in its normal form', async () => {
    const { user, double } = await pane(arrived, 'documents')
    act(() => accept(/تلفن ثابت/).focus())
    await user.keyboard('[KeyE]')
    const field = await screen.findByRole<HTMLInputElement>('textbox')
    expect(field.value).toBe('۰۲۱-۸۸۶۳۴۷۱۲')
    await user.clear(field)
    // Pasted, since the keys of a test come at a scanner's pace.
    await user.paste('۸۸۶۳۴۷')
    expect(item(/تلفن ثابت/).textContent).toContain('۱۱ رقم')
    await user.paste('۱۳')
    expect(item(/تلفن ثابت/).textContent).toContain('۰۲۱-۸۸۶۳۴۷۱۳')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull())
    expect(double.appointments.get(appointmentId)?.applicant.landline).toBe('02188634713')
    // The new value is undecided; Enter accepts it.
    await waitFor(() => expect(focusedItem()).toBe('landline_phone'))
    await user.keyboard('{Enter}')
    await waitFor(() => expect(double.calls).toContain('documents.decide'))
  })

  it('keeps what is being typed through a change from elsewhere', async () => {
    const { user, double } = await pane(arrived, 'documents')
    act(() => accept(/تلفن همراه/).focus())
    await user.keyboard('[KeyE]')
    const field = await screen.findByRole<HTMLInputElement>('textbox')
    await user.clear(field)
    await user.type(field, '۰۹۱۲۰۵')
    const changed = visitAfter(checkedIn(), decided('postal_code', 'accepted'))
    double.appointments.set(appointmentId, changed)
    act(() => double.emit({ kind: 'appointments', rows: [rowOf(changed)], origin: 'central', userId: null }))
    await screen.findByText('۱ از ۵ بررسی شد')
    expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('۰۹۱۲۰۵')
    expect(document.activeElement).toBe(screen.getByRole('textbox'))
  })

  it('opens the value instead of accepting one that is missing', async () => {
    const without = { ...arrived, applicant: { ...arrived.applicant, landline: null } }
    const { user, double } = await pane(without, 'documents')
    await user.click(accept(/تلفن ثابت/))
    expect(await screen.findByRole('textbox')).toBeDefined()
    expect(item(/تلفن ثابت/).textContent).toContain('نخست مقدار درست را بنویسید')
    expect(double.calls).not.toContain('documents.decide')
  })

  it('lets a supervisor waive with a note, and says why not to who decided it', async () => {
    const { user, double } = await pane(arrived, 'supervisor')
    act(() => accept(/کد پستی/).focus())
    await user.keyboard('[KeyV]')
    await user.keyboard('{Enter}')
    expect(screen.getByText('یادداشت را بنویسید؛ بدون آن ثبت نمی‌شود.')).toBeDefined()
    await user.keyboard('نامهٔ شمارهٔ ۱۲{Enter}')
    await waitFor(() => expect(item(/کد پستی/).textContent).toContain('چشم‌پوشی شد'))
    expect(double.appointments.get(appointmentId)?.decisions[0]).toMatchObject({
      item: 'postal_code',
      verdict: 'waived',
      note: 'نامهٔ شمارهٔ ۱۲',
    })
    act(() => accept(/آدرس/).focus())
    await user.keyboard('[KeyK]')
    await user.keyboard('[Digit1]')
    await waitFor(() => expect(focusedItem()).toBe('landline_phone'))
    const waive = within(item(/آدرس/)).getByRole('button', { name: /چشم‌پوشی/ })
    expect(waive.getAttribute('aria-disabled')).toBe('true')
    expect(item(/آدرس/).textContent).toContain('شما خودتان این مورد را بررسی کرده‌اید')
  })

  it('asks before it is concluded with nothing looked at', async () => {
    const { user, double } = await pane(arrived, 'documents')
    await user.click(button(/پایان بررسی/))
    const dialog = await screen.findByRole('alertdialog')
    expect(dialog.textContent).toContain('کد پستی')
    await user.keyboard('{Escape}')
    expect(double.calls).not.toContain('documents.conclude')
  })

  it('tells in the history who did what', async () => {
    const { user } = await pane(arrived, 'documents')
    await user.click(accept(/شناسنامه/))
    await user.click(button(/تاریخچه/))
    const entry = await screen.findByText('اصل شناسنامهٔ عکس‌دار: تأیید شد')
    expect(entry.closest('li')?.textContent).toContain('مریم کاظمی')
    expect(entry.closest('li')?.textContent).toContain('در صف ارسال')
  })
})
