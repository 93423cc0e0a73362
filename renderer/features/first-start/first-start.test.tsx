import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { DeviceStatus } from '#shared/contract/device.ts'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { officeClientDouble } from '#tests/support/office-client-double.ts'
import { App } from '../../app/app.tsx'
import { startI18n } from '../../app/i18n.ts'
import { useSession } from '../../stores/session.ts'
import { replaceOfficeClient } from '../../transport/office-client.ts'

const { activation, firstStart, problem, signIn } = catalogues.fa
const fetch = { people: 4, appointments: 250, received: 260, total: 1040, problem: null }
const supervisor = { username: 'masoul', displayName: 'احمد محمودی', roles: ['supervisor' as const] }

beforeEach(() => {
  startI18n('fa')
  useSession.setState({ phase: 'starting', device: null, user: null, problem: null })
})

/** Starts the application before a core that says this of its device; `say` lets it say something else. */
function start(device: Partial<DeviceStatus>, activated = true) {
  const said = { ...device }
  replaceOfficeClient(officeClientDouble({ appointments: [], activated, device: said, user: null }).client)
  render(<App />)
  return { say: (more: Partial<DeviceStatus>) => Object.assign(said, more) }
}

describe('a new installation', () => {
  it('asks for the address, and goes on only when a central system answers there', async () => {
    start({ centralUrl: null }, false)
    const address = await screen.findByLabelText(activation.centralUrl)
    await userEvent.type(address, 'not an address{Enter}')
    expect(screen.getByText(activation.centralUrlInvalid)).toBeTruthy()
    await userEvent.clear(address)
    await userEvent.type(address, 'https://nobody.example{Enter}')
    expect((await screen.findByRole('alert')).textContent).toContain(problem.CENTRAL_UNREACHABLE.what)
    await userEvent.clear(address)
    await userEvent.type(address, 'https://central.example{Enter}')
    const code = await screen.findByLabelText(activation.code)
    expect(document.activeElement).toBe(code)
    await userEvent.click(screen.getByRole('button', { name: activation.back }))
    expect((await screen.findByLabelText<HTMLInputElement>(activation.centralUrl)).value).toBe(
      'https://central.example',
    )
  })

  it('tells how much has come of how much, why it stands still, and goes on by itself', async () => {
    const { say } = start({ firstFetch: fetch, hasUsers: false })
    const bar = await screen.findByRole('progressbar', { name: firstStart.fetching })
    expect(bar.getAttribute('aria-valuenow')).toBe('260')
    expect(bar.getAttribute('aria-valuemax')).toBe('1040')
    expect(bar.getAttribute('aria-valuetext')).toBe('۲۶۰ از ۱٬۰۴۰ مورد دریافت شد.')
    expect(screen.queryByRole('button', { name: firstStart.signInAlready })).toBeNull()
    say({ firstFetch: { ...fetch, total: null, problem: 'network' }, hasUsers: true })
    expect(await screen.findByText(firstStart.halted)).toBeTruthy()
    expect(bar.getAttribute('aria-valuenow')).toBeNull()
    say({ firstFetch: null })
    expect(await screen.findByLabelText(signIn.username)).toBeTruthy()
  })

  it('lets people in before everything has come, once they are known', async () => {
    start({ firstFetch: fetch })
    await userEvent.click(await screen.findByRole('button', { name: firstStart.signInAlready }))
    expect(await screen.findByLabelText(signIn.username)).toBeTruthy()
  })

  it('names the supervisor who is to sign in first, and nobody after that', async () => {
    const { say } = start({ firstSupervisors: [supervisor] })
    const note = await screen.findByRole('region', { name: firstStart.firstSignIn })
    expect(within(note).getByText(supervisor.displayName)).toBeTruthy()
    expect(within(note).getByText(supervisor.username)).toBeTruthy()
    await userEvent.type(screen.getByLabelText(signIn.username), 'masoul')
    await userEvent.type(screen.getByLabelText(signIn.password), 'pishkhan-demo{Enter}')
    await waitFor(() => expect(useSession.getState().phase).toBe('signed_in'))
    say({ firstSupervisors: [] })
    expect(useSession.getState().device?.firstSupervisors).toEqual([])
  })

  it('says what to do when the central system has nobody for the office, and goes on by itself', async () => {
    const { say } = start({ hasUsers: false })
    expect((await screen.findByRole('status')).textContent).toContain(firstStart.nobodyTodo)
    say({ hasUsers: true })
    expect(await screen.findByLabelText(signIn.username, {}, { timeout: 10_000 })).toBeTruthy()
  })
})
