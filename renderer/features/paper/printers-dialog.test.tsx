import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Printer } from '#shared/contract/channels.ts'
import { papers } from '#shared/domain/paper.ts'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { inDesktop, leaveDesktop } from '#tests/support/desktop-bridge-double.ts'
import { renderOffice } from '#tests/support/render-office.tsx'
import { setPaperSettings, usePaperSettings } from '../../stores/paper-settings.ts'
import { PrintersDialog } from './printers-dialog.tsx'
import { closePrinters, openPrinters } from './printers-store.ts'

const { fa } = catalogues
const atFirst = usePaperSettings.getState()
const found: Printer[] = [
  { name: 'Thermal_80', displayName: 'Thermal 80' },
  { name: 'Laser', displayName: 'Laser' },
]
const kept = () => JSON.parse(localStorage.getItem('pishkhan.paper') ?? '{}') as typeof atFirst

let stop: () => void = () => {}
beforeEach(() => {
  localStorage.clear()
  usePaperSettings.setState(atFirst, true)
})
afterEach(() => {
  act(closePrinters)
  stop()
  leaveDesktop()
})

async function dialog() {
  const view = await renderOffice(<PrintersDialog />, { appointments: [] })
  stop = view.stop
  act(openPrinters)
  return { ...view, dialog: await screen.findByRole('dialog', { name: fa.paper.title }) }
}
const sectionOf = (paper: (typeof papers)[number]) =>
  within(screen.getByRole('region', { name: fa.paper.kind[paper] }))

describe('the printers of a desk', () => {
  it('are chosen for each kind of paper, with size, copies and silence, and kept', async () => {
    inDesktop({ printers: async () => found })
    const { user } = await dialog()
    await waitFor(() =>
      expect(sectionOf('schedule').getByLabelText(fa.paper.printer).textContent).toContain('Laser'),
    )
    for (const paper of papers) expect(sectionOf(paper).getByLabelText(fa.paper.copies)).toBeDefined()
    const slip = sectionOf('check_in_slip')
    await user.selectOptions(slip.getByLabelText(fa.paper.printer), 'Thermal 80')
    await user.selectOptions(slip.getByLabelText(fa.paper.sizeLabel), fa.paper.size.a4)
    await user.selectOptions(slip.getByLabelText(fa.paper.copies), '۲')
    await user.click(slip.getByRole('checkbox', { name: fa.paper.silent }))
    await user.click(slip.getByRole('checkbox', { name: fa.paper.byItself.check_in_slip }))
    await user.selectOptions(sectionOf('closing_report').getByLabelText(fa.paper.printer), 'Laser')
    expect(kept().check_in_slip).toEqual({
      printer: 'Thermal_80',
      size: 'a4',
      copies: 2,
      silent: true,
      byItself: true,
    })
    expect(kept().closing_report).toMatchObject({ printer: 'Laser', silent: false })
    expect(kept().schedule).toEqual(atFirst.schedule)
    await user.selectOptions(slip.getByLabelText(fa.paper.printer), fa.paper.defaultPrinter)
    expect(kept().check_in_slip.printer).toBeNull()
    // What is always A4 has nothing to choose there.
    expect(sectionOf('schedule').queryByLabelText(fa.paper.sizeLabel)).toBeNull()
    expect(sectionOf('schedule').getByText(fa.paper.size.a4)).toBeDefined()
  })

  it('that is gone is said to be gone only when the system has told its printers', async () => {
    setPaperSettings('schedule', { printer: 'Old_Laser' })
    let tell: (printers: Printer[]) => void = () => {}
    inDesktop({ printers: () => new Promise((resolve) => (tell = resolve)) })
    await dialog()
    const chosen = () => sectionOf('schedule').getByLabelText<HTMLSelectElement>(fa.paper.printer)
    expect(chosen().selectedOptions[0]?.textContent).toBe('Old_Laser')
    expect(screen.queryByText(fa.paper.noPrinter)).toBeNull()
    await act(async () => tell(found))
    expect(chosen().selectedOptions[0]?.textContent).toBe('Old_Laser (پیدا نشد)')
    expect(chosen().value).toBe('Old_Laser')
  })

  it.each([
    ['has none', async () => []],
    ['cannot tell', () => Promise.reject(new Error('no print service'))],
  ])('are said to be missing where the computer %s', async (_, printers) => {
    inDesktop({ printers })
    await dialog()
    expect(await screen.findByText(fa.paper.noPrinter)).toBeDefined()
    expect(sectionOf('schedule').getByLabelText(fa.paper.printer)).toBeDefined()
  })

  it('are the browser’s own in a browser, which the dialog says; a slip’s paper is chosen there too', async () => {
    const { user, dialog: shown } = await dialog()
    expect(within(shown).getByText(fa.paper.aboutBrowser)).toBeDefined()
    for (const label of [fa.paper.printer, fa.paper.copies, fa.paper.silent]) {
      expect(within(shown).queryByLabelText(label)).toBeNull()
    }
    expect(within(shown).queryByRole('region', { name: fa.paper.kind.schedule })).toBeNull()
    await user.selectOptions(
      sectionOf('missing_documents_slip').getByLabelText(fa.paper.sizeLabel),
      fa.paper.size.a4,
    )
    expect(kept().missing_documents_slip.size).toBe('a4')
  })

  it('are chosen by the keyboard alone', async () => {
    inDesktop({ printers: vi.fn(async () => found) })
    const { user, dialog: shown } = await dialog()
    const wanted = sectionOf('check_in_slip').getByRole('checkbox', { name: fa.paper.silent })
    for (let steps = 0; steps < 12 && document.activeElement !== wanted; steps += 1) await user.tab()
    expect(document.activeElement).toBe(wanted)
    await user.keyboard(' ')
    expect(kept().check_in_slip.silent).toBe(true)
    await user.keyboard('{Escape}')
    await waitFor(() => expect(shown.isConnected).toBe(false))
  })
})
