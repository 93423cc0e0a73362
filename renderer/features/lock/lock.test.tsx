import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { App } from '#renderer/app/app.tsx'
import { startI18n } from '#renderer/app/i18n.ts'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { demoAppointments } from '#tests/support/demo-day.ts'
import { officeClientDouble } from '#tests/support/office-client-double.ts'
import { userOf } from '#tests/support/render-office.tsx'
import { lock, useSession } from '../../stores/session.ts'
import { replaceOfficeClient } from '../../transport/office-client.ts'

const { fa } = catalogues
const reception = userOf('reception')
const documents = userOf('documents')
const password = 'pishkhan-demo'

let double: ReturnType<typeof officeClientDouble>
beforeEach(() => {
  startI18n('fa')
  double = officeClientDouble({
    appointments: demoAppointments(6),
    user: reception,
    users: [reception, documents],
  })
  replaceOfficeClient(double.client)
  useSession.setState({ phase: 'starting', user: null, known: [], problem: null })
})
afterEach(() => {
  vi.useRealTimers()
  useSession.setState({ phase: 'signed_out', user: null, known: [], problem: null })
})

const search = () =>
  screen.getByRole<HTMLInputElement>('combobox', { name: fa.frame.searchLabel, hidden: true })
const lockScreen = () => screen.queryByRole('dialog', { name: fa.lock.title })
const lockByKey = () => fireEvent.keyDown(document.body, { key: 'l', code: 'KeyL', ctrlKey: true })
async function openApp() {
  render(<App />)
  await screen.findByRole('combobox', { name: fa.frame.searchLabel })
  await userEvent.type(search(), 'موسوی')
}

describe('the lock', () => {
  test('ends the session in the core and stands before everything', async () => {
    await openApp()
    lockByKey()
    await waitFor(() => expect(lockScreen()).not.toBeNull())
    await waitFor(async () => expect((await double.client.session.current()).user).toBeNull())
    expect(document.documentElement.hasAttribute('data-locked')).toBe(true)
    expect(document.activeElement).toBe(screen.getByLabelText(fa.signIn.password))
    // What is typed there goes nowhere else.
    await userEvent.keyboard('12')
    expect(search().value).toBe('موسوی')
  })

  test('keeps what was typed for who locked it; a wrong password leaves it locked', async () => {
    await openApp()
    lockByKey()
    const field = await screen.findByLabelText(fa.signIn.password)
    await userEvent.type(field, 'mistaken{Enter}')
    expect((await screen.findByRole('alert')).textContent).toContain(fa.problem.INVALID_CREDENTIALS.what)
    expect(lockScreen()).not.toBeNull()
    await userEvent.clear(field)
    await userEvent.type(field, `${password}{Enter}`)
    await waitFor(() => expect(lockScreen()).toBeNull())
    expect(search().value).toBe('موسوی')
    expect(document.documentElement.hasAttribute('data-locked')).toBe(false)
    expect(double.calls.filter((call) => call === 'live.watch')).toHaveLength(2)
  })

  test('throws it away when somebody else signs in, whom two keys have chosen', async () => {
    useSession.setState({ known: [documents] })
    await openApp()
    lockByKey()
    await screen.findByLabelText(fa.signIn.password)
    await userEvent.keyboard('{Alt>}2{/Alt}')
    expect(screen.getByText(fa.lock.willBeLost.replace('{{name}}', reception.displayName))).toBeTruthy()
    await userEvent.type(screen.getByLabelText(fa.signIn.password), `${password}{Enter}`)
    await waitFor(() => expect(lockScreen()).toBeNull())
    expect(useSession.getState().user?.id).toBe(documents.id)
    expect(search().value).toBe('')
    expect(useSession.getState().known.map(({ id }) => id)).toEqual([documents.id, reception.id])
  })

  test('comes by itself when nobody has touched the desk for the office’s time', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    render(<App />)
    await screen.findByRole('combobox', { name: fa.frame.searchLabel })
    await vi.advanceTimersByTimeAsync(9 * 60_000)
    fireEvent.pointerMove(document.body)
    await vi.advanceTimersByTimeAsync(9 * 60_000)
    expect(lockScreen()).toBeNull()
    await vi.advanceTimersByTimeAsync(70_000)
    expect(lockScreen()).not.toBeNull()
  })

  test('a core that is away is told again, and nobody is let in meanwhile', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    render(<App />)
    await screen.findByRole('combobox', { name: fa.frame.searchLabel })
    const signOut = vi.fn(() => Promise.reject(new TypeError('the line is dead')))
    replaceOfficeClient({
      ...double.client,
      session: { ...double.client.session, signOut },
    } as unknown as typeof double.client)
    lock()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(signOut.mock.calls.length).toBeGreaterThan(1)
    expect(useSession.getState().phase).toBe('locked')
  })
})
