import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { SaveResult } from '#shared/contract/channels.ts'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { renderOffice, userOf } from '#tests/support/render-office.tsx'
import { SettingsButton } from '../settings/settings-button.tsx'
import { SettingsDialog } from '../settings/settings-dialog.tsx'
import { DiagnosticsDialog } from './diagnostics-dialog.tsx'
import { closeDiagnostics, openDiagnostics } from './diagnostics-store.ts'

const { fa } = catalogues
let stop = () => {}
afterEach(() => {
  stop()
  closeDiagnostics()
  vi.unstubAllGlobals()
})

async function open(role: 'supervisor' | 'reception', saved: SaveResult = { status: 'cancelled' }) {
  const saveText = vi.fn(async () => saved)
  vi.stubGlobal('pishkhan', { saveText })
  const office = await renderOffice(
    <>
      <SettingsButton />
      <SettingsDialog />
      <DiagnosticsDialog />
    </>,
    { appointments: [], user: userOf(role) },
  )
  stop = office.stop
  return { ...office, saveText }
}

describe('the diagnostics bundle', () => {
  it('is opened from the settings by keyboard, shown as it is, and saved to the letter', async () => {
    const { user, saveText } = await open('supervisor', { status: 'saved', fileName: 'بسته.json' })
    await user.tab()
    await user.keyboard('{Enter}')
    const entry = await screen.findByRole('button', { name: fa.diagnostics.open })
    entry.focus()
    await user.keyboard('{Enter}')
    const dialog = await screen.findByRole('dialog', { name: fa.diagnostics.title })
    const shown = await within(dialog).findByText(/"program":/)
    expect(within(dialog).getByText(fa.diagnostics.withoutPeople)).toBeTruthy()
    expect(within(dialog).getAllByText(fa.diagnostics.sound)).toHaveLength(2)
    expect(saveText).not.toHaveBeenCalled()
    await user.click(within(dialog).getByRole('button', { name: fa.diagnostics.save }))
    await within(dialog).findByText(fa.diagnostics.saved.replace('{{name}}', 'بسته.json'))
    expect(saveText).toHaveBeenCalledWith({
      kind: 'json',
      suggestedName: 'بستهٔ عیب‌یابی 72-104 1405-09-01.json',
      text: shown.textContent,
    })
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('says why it was not saved', async () => {
    const { user } = await open('supervisor', { status: 'failed', code: 'no_space' })
    openDiagnostics()
    await screen.findByText(/"program":/)
    await user.click(screen.getByRole('button', { name: fa.diagnostics.save }))
    await screen.findByText(new RegExp(fa.schedule.failed.no_space))
    expect(screen.getByRole('button', { name: fa.help.remedy }).dataset.help).toBe('safety#files')
  })

  it('is not offered to clerks', async () => {
    const { user } = await open('reception')
    await user.tab()
    await user.keyboard('{Enter}')
    await screen.findByText(fa.settings.theme)
    expect(screen.queryByText(fa.diagnostics.open)).toBeNull()
  })
})
