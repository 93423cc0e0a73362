import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { I18nProvider } from 'react-aria-components'
import { beforeEach, describe, expect, it } from 'vitest'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { officeClientDouble } from '#tests/support/office-client-double.ts'
import { startI18n } from '../../app/i18n.ts'
import { useSession } from '../../stores/session.ts'
import { replaceOfficeClient } from '../../transport/office-client.ts'
import { SignInScreen } from './sign-in-screen.tsx'

const { signIn, problem } = catalogues.fa

beforeEach(() => {
  startI18n('fa')
  replaceOfficeClient(officeClientDouble({ appointments: [] }).client)
  useSession.setState({ phase: 'signed_out', user: null, problem: null })
  render(
    <I18nProvider locale="fa-IR">
      <SignInScreen />
    </I18nProvider>,
  )
})

const username = () => screen.getByLabelText<HTMLInputElement>(signIn.username)
const password = () => screen.getByLabelText<HTMLInputElement>(signIn.password)

/** jsdom knows no Caps Lock. */
const withCapsLock = (type: string) =>
  Object.assign(new KeyboardEvent(type, { key: 'A', bubbles: true }), {
    getModifierState: (modifier: string) => modifier === 'CapsLock',
  })

describe('signing in', () => {
  it('starts in the user name, and goes on after Enter', async () => {
    expect(document.activeElement).toBe(username())
    await userEvent.type(username(), 'madarek')
    await userEvent.type(password(), 'pishkhan-demo{Enter}')
    await waitFor(() => expect(useSession.getState().phase).toBe('signed_in'))
  })

  it('says what went wrong and leaves the password ready to be typed anew', async () => {
    await userEvent.type(username(), 'madarek')
    await userEvent.type(password(), 'mistaken{Enter}')
    expect((await screen.findByRole('alert')).textContent).toContain(problem.INVALID_CREDENTIALS.what)
    expect(document.activeElement).toBe(password())
    expect(password().selectionEnd).toBe('mistaken'.length)
  })

  it('says what is missing instead of asking the core', async () => {
    await userEvent.click(screen.getByRole('button', { name: signIn.submit }))
    expect(screen.getByText(signIn.usernameMissing)).toBeTruthy()
    expect(screen.getByText(signIn.passwordMissing)).toBeTruthy()
  })

  it('notices Caps Lock, and a keyboard that writes Persian', async () => {
    expect(screen.queryByText(signIn.capsLock)).toBeNull()
    fireEvent(password(), withCapsLock('keydown'))
    expect(screen.getByText(signIn.capsLock)).toBeTruthy()
    fireEvent.keyUp(password(), { key: 'a' })
    expect(screen.queryByText(signIn.capsLock)).toBeNull()
    await userEvent.type(password(), 'حشسس')
    expect(screen.getByText(signIn.persianLayout)).toBeTruthy()
  })

  it('shows and hides the password', async () => {
    expect(password().type).toBe('password')
    await userEvent.click(screen.getByRole('button', { name: signIn.show }))
    expect(password().type).toBe('text')
    await userEvent.click(screen.getByRole('button', { name: signIn.hide }))
    expect(password().type).toBe('password')
  })
})
