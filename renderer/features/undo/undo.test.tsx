import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { appointment, appointmentId as id } from '#tests/support/domain-fixtures.ts'
import { renderOffice, userOf } from '#tests/support/render-office.tsx'
import { useShortcutRegistry } from '../../app/shortcuts.ts'
import { useNotices } from '../../design/notice.ts'
import { useSession } from '../../stores/session.ts'
import { ApplicantPane } from '../applicant/applicant-pane.tsx'
import { SearchField } from '../search/search-field.tsx'
import { forgetUndo, useUndo } from './undo-store.ts'
import { useUndoKey } from './use-undo.ts'

const { fa } = catalogues
const booked = appointment()
let stop = () => {}
beforeEach(forgetUndo)
afterEach(() => {
  stop()
  act(forgetUndo)
  useNotices.setState({ notices: [] })
})

function Screen() {
  useUndoKey()
  return (
    <>
      <SearchField />
      <ApplicantPane appointmentId={id} />
    </>
  )
}

async function open() {
  const office = await renderOffice(<Screen />, {
    appointments: [booked],
    user: userOf('supervisor'),
  })
  stop = office.stop
  await screen.findByRole('button', { name: new RegExp(fa.applicant.acts.checkIn) })
  // Its keys are there a moment after it is drawn.
  await waitFor(() =>
    expect([...useShortcutRegistry.getState().entries.values()].flat().map(({ keys }) => keys)).toContain(
      'Ctrl+Enter',
    ),
  )
  const history = async () =>
    (await office.double.client.visit.get({ appointmentId: id })).history.map(({ type, payload }) => ({
      type,
      payload,
    }))
  return { ...office, history }
}
const press = (key: string, code: string, ctrlKey = true) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, code, ctrlKey })
const checkedIn = async () => {
  press('Enter', 'Enter')
  await waitFor(() => expect(useUndo.getState().last).not.toBeNull())
}

describe('taking back a check-in', () => {
  it('is one key, also with the empty search field in focus and the Persian layout on; the log keeps both with the reason', async () => {
    const { history } = await open()
    await checkedIn()
    screen.getByRole('combobox', { name: fa.frame.searchLabel }).focus()
    press('ظ', 'KeyZ')
    await waitFor(async () =>
      expect((await history()).slice(-2)).toMatchObject([
        { type: 'checked_in' },
        { type: 'check_in_undone', payload: { reason: fa.undo.reason } },
      ]),
    )
    expect(useUndo.getState().last).toBeNull()
    press('z', 'KeyZ')
    expect(await history()).toHaveLength(2)
  })

  it('is one click on the notice', async () => {
    const { user, history } = await open()
    await checkedIn()
    await user.click(screen.getByRole('button', { name: new RegExp(`^${fa.undo.action}`) }))
    await waitFor(async () => expect((await history()).at(-1)?.type).toBe('check_in_undone'))
  })

  it('leaves the text that is being written alone', async () => {
    const { user, history } = await open()
    await checkedIn()
    const field = screen.getByRole<HTMLInputElement>('combobox', { name: fa.frame.searchLabel })
    await user.type(field, 'کا')
    press('z', 'KeyZ')
    expect(useUndo.getState().last).not.toBeNull()
    expect((await history()).at(-1)?.type).toBe('checked_in')
  })

  it('is nobody else’s: another person at the window finds nothing to take back', async () => {
    await open()
    await checkedIn()
    act(() => useSession.setState({ user: userOf('reception') }))
    expect(useUndo.getState().last).toBeNull()
  })
})

describe('taking back at the checklist', () => {
  it('gives a verdict that was changed its former one again; a first one leads back to its item', async () => {
    const { history } = await open()
    await checkedIn()
    await waitFor(() => expect(document.activeElement?.getAttribute('data-verdict')).toBe('accept'))
    const item = document.activeElement?.closest('[data-item]')
    press('a', 'KeyA', false)
    await waitFor(async () => expect((await history()).at(-1)?.type).toBe('document_decided'))
    await waitFor(() => expect(document.activeElement?.closest('[data-item]')).not.toBe(item))
    press('z', 'KeyZ')
    await waitFor(() => expect(document.activeElement?.closest('[data-item]')).toBe(item))
    expect(await history()).toHaveLength(2)
    press('f', 'KeyF', false)
    await waitFor(() => expect(document.activeElement?.hasAttribute('data-reason')).toBe(true))
    fireEvent.keyDown(document.activeElement ?? document.body, { key: '1', code: 'Digit1' })
    await waitFor(async () => expect((await history()).at(-1)?.payload).toMatchObject({ verdict: 'failed' }))
    await waitFor(() => expect(useUndo.getState().last?.label).toContain(fa.undo.verdict.slice(0, 8)))
    press('z', 'KeyZ')
    await waitFor(async () =>
      expect((await history()).at(-1)?.payload).toMatchObject({ verdict: 'accepted' }),
    )
    expect(await history()).toHaveLength(4)
  })
})

it('names the person whose check-in can be taken back', async () => {
  await open()
  await checkedIn()
  expect(useUndo.getState().last?.label).toContain(booked.applicant.lastName)
})
