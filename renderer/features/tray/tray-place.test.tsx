import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { ParkedEvent } from '#shared/contract/office.ts'
import { demoAppointments } from '#tests/support/demo-day.ts'
import { renderOffice, userOf } from '#tests/support/render-office.tsx'
import { TrayPlace } from './tray-place.tsx'

const appointments = demoAppointments(4)
const [first, second] = appointments
if (!first || !second) throw new Error('the demonstration day is empty')
const clerk = {
  kind: 'user' as const,
  userId: '018f0000-0000-7000-8000-0000000000aa',
  displayName: 'زهرا رضایی',
  roles: ['reception' as const],
}

const parked: ParkedEvent[] = [
  {
    event: {
      eventId: '018f0000-0000-7000-8000-00000000f001',
      type: 'checked_in',
      payload: { queueNumber: 12, reason: null },
      actor: clerk,
      at: '2026-11-22T05:10:00.000Z',
      sync: 'parked',
      code: 'transition_not_allowed',
    },
    appointmentId: first.id,
    date: '2026-11-22',
    name: 'محمدامین رضایی',
    code: 'transition_not_allowed',
    message: null,
    state: 'cancelled',
    successors: 3,
  },
  {
    event: {
      eventId: '018f0000-0000-7000-8000-00000000f002',
      type: 'day_closed',
      payload: { date: '2026-11-21', counts: {} },
      actor: clerk,
      at: '2026-11-21T12:10:00.000Z',
      sync: 'parked',
      code: 'a_code_of_tomorrow',
    },
    appointmentId: null,
    date: '2026-11-21',
    name: null,
    code: 'a_code_of_tomorrow',
    message: null,
    state: null,
    successors: 0,
  },
]

let stop: () => void = () => {}
afterEach(() => stop())

async function tray(role: 'supervisor' | 'documents', events = parked) {
  const view = await renderOffice(<TrayPlace />, { appointments, user: userOf(role), parked: events })
  stop = view.stop
  return view
}

describe('TrayPlace', () => {
  it('says for each what was done, by whom, what the central system says, and what can be done', async () => {
    await tray('supervisor')
    const item = await screen.findByRole('listitem', { name: /محمدامین رضایی/ })
    for (const text of ['شمارهٔ نوبت ۱۲', 'زهرا رضایی', '۰۸:۴۰', 'لغو شده', '۳ کار بعدی']) {
      expect(item.textContent).toContain(text)
    }
  })

  it('shows a code that it does not know as it is', async () => {
    await tray('supervisor')
    expect((await screen.findByRole('listitem', { name: /۱۴۰۵/ })).textContent).toContain(
      'a_code_of_tomorrow',
    )
  })

  it('retries, and goes on to the next', async () => {
    const { user, double } = await tray('supervisor')
    const item = await screen.findByRole('listitem', { name: /محمدامین رضایی/ })
    await user.click(within(item).getByRole('button', { name: 'تلاش دوباره' }))
    await waitFor(() => expect(screen.queryByRole('listitem', { name: /محمدامین رضایی/ })).toBeNull())
    expect(double.calls).toContain('sync.retry')
    await waitFor(() => expect(document.activeElement?.tagName).toBe('LI'))
  })

  it('accepts the central version with a reason, down to the empty tray', async () => {
    const { user, double } = await tray('supervisor', parked.slice(0, 1))
    await user.click(await screen.findByRole('button', { name: 'پذیرش نسخهٔ مرکزی' }))
    const dialog = await screen.findByRole('alertdialog')
    await user.click(within(dialog).getByRole('button', { name: /پس گرفتن رویداد/ }))
    expect(double.calls).not.toContain('sync.withdraw')
    await user.type(within(dialog).getByRole('textbox'), 'متقاضی خودش لغو کرده بود')
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(await screen.findByText('چیزی برای رسیدگی نیست')).toBeDefined()
    expect(double.calls).toContain('sync.withdraw')
  })

  it('is the supervisor’s', async () => {
    const { double } = await tray('documents')
    expect(screen.getByText('این بخش با مسئول دفتر است')).toBeDefined()
    expect(double.calls).not.toContain('sync.tray')
  })
})
