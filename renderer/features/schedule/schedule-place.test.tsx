import { ORPCError } from '@orpc/client'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PrintResult } from '#shared/contract/channels.ts'
import { demoAppointments } from '#tests/support/demo-day.ts'
import { inDesktop, leaveDesktop } from '#tests/support/desktop-bridge-double.ts'
import { renderOffice, userOf } from '#tests/support/render-office.tsx'
import { replaceOfficeClient } from '../../transport/office-client.ts'
import { SchedulePlace } from './schedule-place.tsx'

const appointments = demoAppointments(12)
const lines = () => document.querySelectorAll('.sheets .sheet-name').length
const printButton = () => screen.getByRole('button', { name: 'چاپ' })
const foot = () => document.querySelector('.sheets .sheet-foot')?.textContent ?? ''

let stop: () => void = () => {}
let printedFoot: string | null = null

beforeEach(() => {
  printedFoot = null
  window.print = vi.fn(() => {
    printedFoot = foot()
  })
})
afterEach(() => {
  stop()
  leaveDesktop()
})

async function place() {
  const view = await renderOffice(<SchedulePlace />, { appointments, user: userOf('supervisor') })
  stop = view.stop
  await waitFor(() => expect(lines()).toBe(12))
  // The sheets are told to the buttons a moment after they are drawn.
  await waitFor(() =>
    expect(screen.getByRole('button', { name: /PDF/ }).getAttribute('aria-disabled')).toBeNull(),
  )
  return view
}

/** In the desktop app, whose printer answers so; what the foot of the sheets said then is kept. */
function withPrinter(result: PrintResult) {
  const print = vi.fn(async () => {
    printedFoot = foot()
    return result
  })
  return inDesktop({ print })
}

describe('SchedulePlace', () => {
  it('says beside the buttons, too, that the list could not be read, and reads it when it is asked again', async () => {
    const { user, double } = await place()
    const get = () => Promise.reject(new ORPCError('INTERNAL_SERVER_ERROR'))
    replaceOfficeClient(
      new Proxy(double.client, {
        get: (client, name) => (name === 'schedule' ? { get } : Reflect.get(client, name)),
      }),
    )
    await user.click(screen.getByText('فردا'))
    const again = await screen.findByRole('button', { name: 'تلاش دوباره' })
    expect(printButton().getAttribute('aria-disabled')).toBe('true')
    expect(screen.getAllByText('فهرست خوانده نشد.').length).toBeGreaterThan(0)
    replaceOfficeClient(double.client)
    await user.click(again)
    await waitFor(() => expect(screen.queryByText('فهرست خوانده نشد.')).toBeNull())
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('shows the sheets as a preview and counts a copy only when it is printed', async () => {
    const { user, double } = await place()
    expect(foot()).toContain('پیش‌نمایش')
    expect(double.calls).not.toContain('schedule.recordCopy')
    await user.click(screen.getByRole('button', { name: /چاپ/ }))
    await screen.findByText('نسخهٔ ۱ به پنجرهٔ چاپ مرورگر سپرده شد')
    expect(printedFoot).toContain('نسخهٔ ۱ · چاپ ۱۴۰۵/۰۹/۰۱، ساعت ۱۰:۲۲')
    await waitFor(() => expect(foot()).toContain('پیش‌نمایش'))
  })

  it('prints once for a double click', async () => {
    const { user, double } = await place()
    await user.dblClick(screen.getByRole('button', { name: /چاپ/ }))
    await waitFor(() => expect(window.print).toHaveBeenCalled())
    expect(double.calls.filter((call) => call === 'schedule.recordCopy').length).toBe(
      vi.mocked(window.print).mock.calls.length,
    )
  })

  it('filters by state and slot', async () => {
    const { user } = await place()
    const served = appointments.filter(({ state }) => state === 'served').length
    await user.click(screen.getByRole('button', { name: /^انجام شد/ }))
    await waitFor(() => expect(lines()).toBe(served))
    await user.click(screen.getByRole('button', { name: 'پاک کردن فیلترها' }))
    await user.selectOptions(screen.getByRole('combobox'), '08:15')
    await waitFor(() => expect(lines()).toBe(appointments.filter(({ slot }) => slot === '08:15').length))
  })

  it('counts no copy of lines that are not on the sheets yet', async () => {
    await place()
    fireEvent.click(screen.getByRole('button', { name: /^انجام شد/ }))
    expect(printButton().getAttribute('aria-disabled')).toBe('true')
    await waitFor(() => expect(printButton().getAttribute('aria-disabled')).toBeNull())
    expect(lines()).toBe(appointments.filter(({ state }) => state === 'served').length)
  })

  it('keeps what did not come out marked with its form, and prints that again', async () => {
    const { user, double } = await place()
    withPrinter({ status: 'failed', code: 'print_failed' })
    await user.click(screen.getByRole('checkbox', { name: 'حروف درشت' }))
    await user.selectOptions(screen.getByRole('combobox'), '08:15')
    const chosen = appointments.filter(({ slot }) => slot === '08:15').length
    await waitFor(() => expect(lines()).toBe(chosen))
    expect(document.querySelectorAll('.sheets .sheet[data-large]').length).toBeGreaterThan(0)
    await waitFor(() => expect(printButton().getAttribute('aria-disabled')).toBeNull())
    await user.click(printButton())
    await screen.findByText('چاپ نشد')
    expect(screen.getByRole('button', { name: 'چه باید کرد؟' }).dataset.help).toBe('paper#again')

    // Another print comes out, and the mark is there as before.
    withPrinter({ status: 'printed' })
    await user.click(screen.getByRole('checkbox', { name: 'حروف درشت' }))
    await user.click(screen.getByRole('button', { name: 'پاک کردن فیلترها' }))
    await waitFor(() => expect(lines()).toBe(12))
    await waitFor(() => expect(printButton().getAttribute('aria-disabled')).toBeNull())
    await user.click(printButton())
    const marks = await screen.findByRole('list', { name: 'چاپ نشد' })
    expect(within(marks).getByText('حروف درشت · فقط ساعت ۰۸:۱۵')).toBeDefined()

    await user.click(within(marks).getByRole('button', { name: 'چاپ دوباره' }))
    await waitFor(() => expect(printedFoot).toContain('نسخهٔ ۲'))
    await waitFor(() => expect(screen.queryByRole('list', { name: 'چاپ نشد' })).toBeNull())
    expect(lines()).toBe(chosen)
    expect(double.calls.filter((call) => call === 'schedule.recordCopy')).toHaveLength(3)
  })

  it('says in a browser how a PDF is made, and leads there', async () => {
    const { user } = await place()
    await user.click(screen.getByRole('button', { name: /PDF/ }))
    const dialog = await screen.findByRole('dialog')
    expect(window.print).not.toHaveBeenCalled()
    await user.click(within(dialog).getByRole('button', { name: 'باز کردن پنجرهٔ چاپ' }))
    await waitFor(() => expect(window.print).toHaveBeenCalledOnce())
  })

  it('never says that something was printed when the shell says it was not', async () => {
    const { user } = await place()
    const bridge = withPrinter({ status: 'failed', code: 'print_failed' })
    await user.click(screen.getByRole('button', { name: /چاپ/ }))
    expect(await screen.findByText('چاپ نشد')).toBeDefined()
    expect(bridge.print).toHaveBeenCalledWith({
      kind: 'schedule',
      silent: false,
      printer: null,
      copies: 1,
      paper: 'A4',
    })
    expect(printedFoot).toContain('نسخهٔ ۱')
    expect(window.print).not.toHaveBeenCalled()
  })

  it('saves a PDF in the desktop app and names the file', async () => {
    const { user } = await place()
    const savePdf = vi.fn(async () => ({ status: 'saved' as const, fileName: 'فهرست.pdf' }))
    inDesktop({ savePdf })
    await user.click(screen.getByRole('button', { name: /PDF/ }))
    expect(await screen.findByText('فهرست.pdf')).toBeDefined()
    expect(savePdf).toHaveBeenCalledWith({ suggestedName: 'فهرست نوبت‌ها 1405-09-01.pdf' })
  })
})
