import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LogEntry } from '#shared/contract/event-log.ts'
import { centralDeviceId } from '#shared/domain/event.ts'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { appointment, deviceId, nextId, otherDeviceId } from '#tests/support/domain-fixtures.ts'
import { renderOffice, userOf } from '#tests/support/render-office.tsx'
import { LogPlace } from './log-place.tsx'

const { fa } = catalogues
const supervisor = userOf('supervisor')
const reception = userOf('reception')

const entry = (changes: Partial<LogEntry>): LogEntry => ({
  eventId: nextId(),
  type: 'record_viewed',
  payload: { appointmentId: appointment().id },
  actor: { kind: 'user', userId: reception.id, displayName: reception.displayName, roles: ['reception'] },
  at: '2026-11-22T06:50:07.000Z',
  deviceTime: '2026-11-22T06:50:07.000Z',
  clockOffsetMs: 0,
  deviceId,
  deviceSeq: 7,
  own: true,
  sync: 'sent',
  code: null,
  person: { appointmentId: appointment().id, name: 'فاطمه موسوی‌نژاد', nationalCode: '0093849370' },
  ...changes,
})
const lookedUp = entry({
  type: 'person_looked_up',
  payload: { purpose: 'walk_in', nationalCode: '0084575948', found: false },
  person: { appointmentId: null, name: null, nationalCode: '0084575948' },
  sync: 'queued',
})

let stop = () => {}
beforeEach(() => {
  // jsdom lays nothing out: without a height the list would draw no row.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1200)
  HTMLElement.prototype.scrollTo = () => {}
})
afterEach(() => {
  stop()
  cleanup()
  vi.restoreAllMocks()
})

async function open(options: Partial<Parameters<typeof renderOffice>[1]> = {}) {
  const office = await renderOffice(<LogPlace />, { appointments: [], user: supervisor, ...options })
  stop = office.stop
  return office
}
const rows = async (count: number) => {
  await waitFor(() => expect(document.querySelectorAll('[data-event]')).toHaveLength(count))
  return [...document.querySelectorAll<HTMLElement>('[data-event]')]
}

describe('the report', () => {
  test('tells of each entry what, who, about whom, with the seconds', async () => {
    await open({ log: [entry({}), lookedUp] })
    const [newest, oldest] = await rows(2)
    expect(newest?.textContent).toContain(fa.history.lookedUp.walk_in)
    expect(newest?.textContent).toContain(fa.history.lookUpRefused)
    expect(newest?.textContent).toContain('۰۰۸۴۵۷۵۹۴۸')
    expect(newest?.textContent).toContain(fa.history.sync.queued)
    expect(oldest?.textContent).toContain(fa.history.event.record_viewed)
    expect(oldest?.textContent).toContain('۱۰:۲۰:۰۷')
    expect(oldest?.textContent).toContain('فاطمه موسوی‌نژاد')
    expect(oldest?.textContent).toContain(reception.displayName)
    expect(screen.getByText('۲ رویداد')).toBeTruthy()
  })

  test('tells the device’s own clock where it was off, and whose device it was', async () => {
    await open({
      log: [
        entry({ deviceTime: '2026-11-24T06:52:07.000Z', clockOffsetMs: -172_920_000 }),
        entry({ own: false, deviceId: otherDeviceId }),
        entry({
          own: false,
          deviceId: centralDeviceId,
          type: 'cancelled',
          payload: { by: 'citizen', reason: null },
          actor: { kind: 'central' },
        }),
      ],
    })
    const [central, other, own] = await rows(3)
    expect(central?.textContent).toContain(fa.history.citizen)
    expect(other?.textContent).toContain(fa.eventLog.otherDevice)
    expect(own?.textContent).toContain('ساعت دستگاه ۳ آذر، ۱۰:۲۲')
  })

  test('tells which lines of a schedule were printed, and in which type', async () => {
    const printed = (payload: Record<string, unknown>) =>
      entry({
        type: 'schedule_printed',
        payload: { date: '2026-11-22', states: [], slot: null, copy: 2, rows: 140, ...payload },
        person: null,
      })
    // The first as before there was large type.
    await open({ log: [printed({}), printed({ states: ['booked'], slot: '08:15', rows: 6, large: true })] })
    const [newest, oldest] = await rows(2)
    expect(newest?.textContent).toContain('فهرست ۱ آذر به چاپ فرستاده شد: ۶ سطر، نسخهٔ ۲')
    expect(newest?.textContent).toContain('حروف درشت · فقط وضعیت: نوبت‌دار · فقط ساعت ۰۸:۱۵')
    expect(oldest?.textContent).toContain('۱۴۰ سطر')
    expect(oldest?.textContent).not.toContain('حروف درشت')
  })

  test('is the supervisor’s alone', async () => {
    const { double } = await open({ user: reception, log: [entry({})] })
    expect(screen.getByText(fa.eventLog.onlySupervisor)).toBeTruthy()
    expect(double.calls.filter((call) => call.startsWith('log.'))).toEqual([])
  })
})

describe('the chain', () => {
  test('that is broken is told with the entry, what is wrong and what stands there', async () => {
    const { user } = await open({
      log: [entry({})],
      verification: {
        own: 6,
        foreign: 0,
        broken: { why: 'changed', own: true, deviceSeq: 7, entry: entry({}) },
      },
    })
    await user.click(screen.getByRole('button', { name: fa.eventLog.verify }))
    const alert = await screen.findByRole('alert')
    expect(alert?.textContent).toContain('زنجیره در ردیف ۷ شکسته است')
    expect(alert?.textContent).toContain(fa.eventLog.why.changed)
    expect(alert?.textContent).toContain(`${fa.history.event.record_viewed}، ${reception.displayName}`)
    expect(alert?.textContent).toContain(fa.eventLog.brokenTodo)
    expect(screen.queryByText(fa.eventLog.intact)).toBeNull()
  })

  test('that is whole is told with how much was looked at', async () => {
    const { user } = await open({ log: [entry({})] })
    await user.click(screen.getByRole('button', { name: fa.eventLog.verify }))
    expect(await screen.findByText(fa.eventLog.intact)).toBeTruthy()
  })

  test('under way it tells how far it is, and Esc or the button ends it', async () => {
    const ended: string[] = []
    const { user } = await open({
      log: [entry({})],
      untilVerified: (signal) =>
        new Promise((resolve) =>
          signal?.addEventListener('abort', () => {
            ended.push('check')
            resolve()
          }),
        ),
    })
    for (const end of [
      () => user.keyboard('{Escape}'),
      () => user.click(screen.getByRole('button', { name: new RegExp(fa.common.stop) })),
    ]) {
      await user.click(screen.getByRole('button', { name: fa.eventLog.verify }))
      expect(await screen.findByRole('progressbar', { name: fa.eventLog.verifying })).toBeTruthy()
      await screen.findByText('۰ از ۱')
      await end()
      await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull())
    }
    expect(screen.queryByText(fa.eventLog.intact)).toBeNull()
    await waitFor(() => expect(ended).toHaveLength(2))
  })
})

test('the export is a file with names that are no formulas, and digits 0–9', async () => {
  const saved: { text: string; suggestedName: string }[] = []
  vi.stubGlobal('pishkhan', {
    onMenu: () => () => {},
    saveText: async (request: { text: string; suggestedName: string }) => {
      saved.push(request)
      return { status: 'saved', fileName: 'report.csv' }
    },
  })
  const { user } = await open({
    log: [
      entry({
        person: { appointmentId: nextId(), name: '=HYPERLINK("http://x")', nationalCode: '0093849370' },
      }),
      ...Array.from({ length: 1200 }, (_, index) => entry({ deviceSeq: 8 + index })),
    ],
  })
  await rows(document.querySelectorAll('[data-event]').length)
  await user.click(await screen.findByRole('button', { name: fa.eventLog.export }))
  expect(await screen.findByText(fa.eventLog.saved)).toBeTruthy()
  vi.unstubAllGlobals()
  const [file] = saved
  expect(file?.suggestedName).toBe('گزارش رویدادها 1405-09-01.csv')
  const lines = file?.text.trimEnd().split('\r\n') ?? []
  expect(lines).toHaveLength(1202)
  expect(lines[0]).toBe(`\uFEFF${Object.values(fa.eventLog.csv).join(',')}`)
  expect(lines.at(-1)).toContain(`"'=HYPERLINK(""http://x"")"`)
  expect(lines[1]).toContain('1405/09/01,10:20:07,2026-11-22T06:50:07.000Z')
  expect(file?.text).not.toMatch(/[\u06F0-\u06F9\u2066-\u2069]/)
})

test('the filters narrow what is asked for, and are cleared at once', async () => {
  const { user } = await open({ log: [entry({}), lookedUp, entry({ type: 'returned', payload: {} })] })
  await rows(3)
  const filters = within(screen.getByRole('group', { name: fa.eventLog.filters }))
  await user.selectOptions(filters.getByLabelText(fa.eventLog.kind), 'arrivals')
  await rows(1)
  await user.type(filters.getByLabelText(fa.eventLog.from), '14050902')
  expect(await screen.findByText(fa.eventLog.empty)).toBeTruthy()
  await user.click(filters.getByRole('button', { name: fa.eventLog.clear }))
  await rows(3)
  expect(filters.getByLabelText<HTMLInputElement>(fa.eventLog.from).value).toBe('')
})
