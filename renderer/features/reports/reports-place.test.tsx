import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { FigureVisit } from '#shared/domain/make-report.ts'
import { instantOf } from '#shared/domain/tehran-time.ts'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { renderOffice, userOf } from '#tests/support/render-office.tsx'
import type { ReportDouble } from '#tests/support/report-double.ts'
import { closeHelp, useHelp } from '../../stores/help.ts'
import ReportsPlace from './reports-place.tsx'

const { fa } = catalogues
const { reports } = fa
const date = '2026-11-22'
const supervisor = userOf('supervisor')
const clerk = userOf('documents')

const visit = (changes: Partial<FigureVisit> = {}): FigureVisit => ({
  date,
  hour: 9,
  state: 'served',
  walkIn: false,
  arrivedAt: instantOf(date, '09:05'),
  begunAt: instantOf(date, '09:15'),
  concludedAt: instantOf(date, '09:20'),
  ...changes,
})
const gone = { arrivedAt: null, begunAt: null, concludedAt: null }
const visits = [
  visit(),
  visit(),
  visit({ state: 'arrived' }),
  visit({ state: 'no_show', ...gone }),
  visit({ state: 'cancelled', ...gone }),
]

let stop: () => void = () => {}
afterEach(() => {
  stop()
  closeHelp()
  cleanup()
  vi.unstubAllGlobals()
})

async function open(report: ReportDouble = {}, user = supervisor) {
  const view = await renderOffice(<ReportsPlace />, { appointments: [], user, report })
  stop = view.stop
  return view
}
const asked = (calls: readonly string[]) => calls.filter((call) => call === 'reports.get').length
const choose = (group: string, word: string) =>
  within(screen.getByRole('radiogroup', { name: group })).getByRole('radio', { name: word })

it('is the supervisor’s alone: a clerk’s window does not even ask', async () => {
  const { double } = await open({}, clerk)
  expect(await screen.findByText(reports.onlySupervisor)).toBeTruthy()
  expect(asked(double.calls)).toBe(0)
})

it('says so where nothing has happened, instead of a wall of noughts', async () => {
  await open()
  expect(await screen.findByText(reports.empty)).toBeTruthy()
  expect(screen.queryByText(reports.rate)).toBeNull()
})

it('tells the attendance of those whose outcome is known, in Persian digits, with a table behind each plot', async () => {
  const { user } = await open({ figures: { visits }, closedDates: [date] })
  expect(await screen.findByText('۷۵٪')).toBeTruthy()
  expect(screen.getByText('۳ از ۴ نفر که نتیجه‌شان معلوم است')).toBeTruthy()
  await user.click(choose(reports.view, reports.views.table))
  const tables = await screen.findAllByRole('table')
  expect(tables.length).toBeGreaterThan(3)
  for (const table of tables) expect(table.textContent).not.toMatch(/[0-9]/)
})

it('a day is closed, still open, or to come; or nobody was booked on it', async () => {
  const [before, after] = ['2026-11-21', '2026-11-23']
  const figures = {
    visits: [...visits, visit({ date: before }), visit({ date: after, state: 'booked', ...gone })],
  }
  const { user } = await open({ figures, closedDates: [before] })
  await screen.findByText(reports.rate)
  await user.click(choose(reports.unit, reports.units.week))
  await user.click(choose(reports.view, reports.views.table))
  await waitFor(() => {
    const days = within(screen.getAllByRole('table')[0] as HTMLElement).getAllByRole('row')
    const words = days.slice(1, 5).map((row) => within(row).getAllByRole('cell').at(-1)?.textContent)
    const { closed, notClosed, toCome, none } = reports.day
    expect(words).toEqual([closed, notClosed, toCome, none])
  })
})

it('another unit and another span are asked for, and figures never stand under the name of another', async () => {
  const { user, double } = await open({ figures: { visits } })
  await screen.findByText('۷۵٪')
  const before = asked(double.calls)
  await user.click(choose(reports.unit, reports.units.month))
  await waitFor(() => expect(asked(double.calls)).toBe(before + 1))
  await user.click(screen.getByRole('button', { name: reports.previous }))
  await waitFor(() => expect(asked(double.calls)).toBe(before + 2))
  await user.click(screen.getByRole('button', { name: reports.refresh }))
  await waitFor(() => expect(asked(double.calls)).toBe(before + 3))
})

it('says at its head what is missing in it', async () => {
  await open({ figures: { visits }, gaps: { incomplete: true, leftOut: true } })
  expect(await screen.findByText(reports.gaps.title)).toBeTruthy()
  expect(screen.getByText(reports.gaps.incomplete)).toBeTruthy()
  expect(screen.getByText(reports.gaps.leftOut)).toBeTruthy()
})

it('that does not come leads to its remedy and comes when it is asked for again', async () => {
  let broken = true
  const report: ReportDouble = {
    get figures() {
      if (broken) throw new Error('no figures')
      return { visits }
    },
  }
  const { user } = await open(report)
  const alert = await screen.findByRole('alert')
  await user.click(within(alert).getByRole('button', { name: fa.help.remedy }))
  expect(useHelp.getState().open).toEqual({ page: 'safety', section: 'restart' })
  broken = false
  await user.click(within(alert).getByRole('button', { name: fa.common.retry }))
  expect(await screen.findByText('۷۵٪')).toBeTruthy()
})

it('is saved as a workbook with Ctrl+S and as a table from the menu; what is not saved is told with its remedy', async () => {
  const saved: { kind: string; suggestedName: string }[] = []
  let outcome: object = { status: 'saved', fileName: 'report.xlsx' }
  const save = async ({ kind, suggestedName }: { kind: string; suggestedName: string }) => {
    saved.push({ kind, suggestedName })
    return outcome
  }
  vi.stubGlobal('pishkhan', { onMenu: () => () => {}, saveBytes: save, saveText: save })
  const { user } = await open({ figures: { visits } })
  await screen.findByText('۷۵٪')
  await user.keyboard('{Control>}s{/Control}')
  expect(await screen.findByText('report.xlsx')).toBeTruthy()
  outcome = { status: 'failed', code: 'no_space' }
  await user.click(screen.getByRole('button', { name: reports.export }))
  await user.click(await screen.findByRole('menuitem', { name: reports.exportCsv }))
  const notices = screen.getByRole('region', { name: fa.common.notices })
  expect(await within(notices).findByText(reports.notSaved)).toBeTruthy()
  await user.click(within(notices).getByRole('button', { name: fa.help.remedy }))
  expect(useHelp.getState().open).toEqual({ page: 'safety', section: 'files' })
  expect(saved.map(({ kind }) => kind)).toEqual(['xlsx', 'csv'])
  for (const { suggestedName } of saved) expect(suggestedName).toMatch(/1405-0[89]-\d\d/)
})
