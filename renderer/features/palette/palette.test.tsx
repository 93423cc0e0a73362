import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { demoAppointments } from '#tests/support/demo-day.ts'
import { renderOffice, userOf } from '#tests/support/render-office.tsx'
import { scan } from '#tests/support/scan.ts'
import { useShortcuts } from '../../app/shortcuts.ts'
import { setPreferences, usePreferences } from '../../stores/preferences.ts'
import { useSelection } from '../../stores/selection.ts'
import { useBackupsDialog } from '../backups/backups-store.ts'
import { Palette } from './palette.tsx'
import { closePalette, usePalette } from './palette-store.ts'

const { fa } = catalogues
const appointments = demoAppointments(12)
let stop = () => {}
afterEach(() => {
  stop()
  act(closePalette)
  usePalette.setState({ recent: [] })
  setPreferences({ theme: 'system' })
})

const done = vi.fn()
function Screen({ available = true }: { available?: boolean }) {
  useShortcuts([
    {
      keys: 'F9',
      label: 'کاری تازه',
      group: 'everywhere',
      run: done,
      when: () => available,
      whyNot: () => 'هنوز نه',
    },
    { keys: 'F10', label: 'پنهان', group: 'everywhere', run: done, when: () => false },
  ])
  return <button type="button">here</button>
}

async function open(role: 'supervisor' | 'reception' = 'supervisor', available = true) {
  done.mockClear()
  const office = await renderOffice(
    <>
      <Screen available={available} />
      <Palette />
    </>,
    { appointments, user: userOf(role) },
  )
  stop = office.stop
  screen.getByText('here').focus()
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'ن', code: 'KeyK', ctrlKey: true })
  const field = await screen.findByRole<HTMLInputElement>('combobox', { name: fa.palette.label })
  return { ...office, field }
}
const options = () => screen.queryAllByRole('option')

it('lists by itself what a screen has registered, with its key, and does it where the hand was', async () => {
  const { user, field } = await open()
  expect(document.activeElement).toBe(field)
  await user.keyboard('تازه')
  expect(options()[0]?.textContent).toBe('کاری تازهF9')
  expect(field.getAttribute('aria-activedescendant')).toBe(options()[0]?.id)
  await user.keyboard('{Enter}')
  await waitFor(() => expect(done).toHaveBeenCalledTimes(1))
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(document.activeElement).toBe(screen.getByText('here'))
})

it('says why a command is unavailable and leaves out what has no reason', async () => {
  const { user } = await open('supervisor', false)
  await user.keyboard('تازه')
  expect(options()[0]?.textContent).toContain('هنوز نه')
  expect(options()[0]?.getAttribute('aria-disabled')).toBe('true')
  await user.keyboard('{Enter}')
  expect(screen.getByRole('dialog')).toBeTruthy()
  await user.clear(screen.getByRole('combobox', { name: fa.palette.label }))
  await user.keyboard('پنهان')
  expect(options()).toHaveLength(0)
})

it('has the settings and the dialogs of the person’s role, and remembers what was used', async () => {
  const { user } = await open()
  await user.keyboard(`${fa.settings.theme} ${fa.settings.themes.dark}{Enter}`)
  await waitFor(() => expect(usePreferences.getState().theme).toBe('dark'))
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'k', code: 'KeyK', ctrlKey: true })
  await screen.findByRole('dialog', { name: fa.palette.title })
  await user.keyboard('پشتیبان{Enter}')
  await waitFor(() => expect(useBackupsDialog.getState().open).toBe(true))
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'k', code: 'KeyK', ctrlKey: true })
  await screen.findByRole('dialog', { name: fa.palette.title })
  expect(options()[0]?.textContent).toBe(fa.backups.title)
  expect(screen.getByText(fa.palette.recent)).toBeTruthy()
})

it('offers nobody what is the supervisor’s', async () => {
  const { user } = await open('reception')
  await user.keyboard('پشتیبان')
  expect(options()).toHaveLength(0)
})

it('goes to an applicant by name, by code, and by a scan', async () => {
  const [first, second, third] = appointments
  const { user } = await open()
  await user.keyboard(`${first?.applicant.lastName} ${first?.applicant.firstName}`)
  await user.keyboard('{Enter}')
  await waitFor(() => expect(useSelection.getState().appointmentId).toBe(first?.id))
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'k', code: 'KeyK', ctrlKey: true })
  await screen.findByRole('dialog', { name: fa.palette.title })
  await user.keyboard(`${second?.applicant.nationalCode}{Enter}`)
  await waitFor(() => expect(useSelection.getState().appointmentId).toBe(second?.id))
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'k', code: 'KeyK', ctrlKey: true })
  await screen.findByRole('dialog', { name: fa.palette.title })
  scan(third?.applicant.trackingCode ?? '')
  await waitFor(() => expect(useSelection.getState().appointmentId).toBe(third?.id))
  expect(screen.queryByRole('dialog')).toBeNull()
})
