import { screen, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { Condition } from '#shared/contract/condition.ts'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { demoEscrowCode } from '#tests/support/office-client-double.ts'
import { renderOffice, userOf } from '#tests/support/render-office.tsx'
import { refreshConditions } from '../../stores/condition.ts'
import { useSession } from '../../stores/session.ts'
import { ConditionNote } from '../condition/condition-note.tsx'
import { SignInScreen } from '../sign-in/sign-in-screen.tsx'
import { EscrowDialog } from './escrow-dialog.tsx'
import { closeEscrow, openEscrow } from './escrow-store.ts'

const fa = catalogues.fa.escrow
const note = catalogues.fa.conditionNote
const missing = (wanted: boolean): Condition => ({ code: 'escrow_missing', wanted })
const shown = demoEscrowCode.replaceAll('-', ' ')
let stop: () => void = () => {}
afterEach(() => {
  closeEscrow()
  stop()
  vi.restoreAllMocks()
})

type Options = Parameters<typeof renderOffice>[1]
async function office(role: 'supervisor' | 'reception', options: Partial<Options> = {}) {
  const rendered = await renderOffice(
    <>
      <ConditionNote />
      <EscrowDialog />
    </>,
    { appointments: [], user: userOf(role), ...options },
  )
  stop = rendered.stop
  await refreshConditions()
  return rendered
}
const dialog = () => screen.findByRole('dialog', { name: fa.title })
const button = async (name: string) => within(await dialog()).findByRole('button', { name })

it('asks by itself after the activation, once; the note stays', async () => {
  const { user, double } = await office('supervisor', { conditions: [missing(true)] })
  expect((await dialog()).textContent).toContain(fa.danger)
  await user.click(await button(fa.later))
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull()
  expect(double.calls).toContain('escrow.postpone')
  expect(double.calls).not.toContain('escrow.make')
  await user.click(await screen.findByRole('button', { name: note.makeEscrow }))
  await dialog()
})

it('shows the code once, until it is said to be on paper', async () => {
  const { user, double } = await office('supervisor', { conditions: [missing(true)] })
  await user.click(await button(fa.make))
  expect((await within(await dialog()).findByRole('region', { name: fa.codeLabel })).textContent).toBe(shown)
  // No stray key throws it away.
  await user.keyboard('{Escape}')
  expect((await dialog()).textContent).toContain(shown)
  await user.click(await button(fa.noted))
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull()
  expect(double.calls).toContain('escrow.confirm')
  expect(document.body.textContent).not.toContain(shown)
  expect(screen.queryByRole('region', { name: note.title })).toBeNull()
  openEscrow()
  expect((await dialog()).textContent).toContain('۱ آذر ۱۴۰۵')
  expect((await dialog()).textContent).not.toContain(shown)
})

it('prints the sheet and nothing else, and takes it away again', async () => {
  const { user } = await office('supervisor', { conditions: [missing(false)] })
  openEscrow()
  await user.click(await button(fa.make))
  let onPaper: string | null = null
  vi.stubGlobal('print', () => {
    onPaper = document.querySelector('.lone-sheets')?.textContent ?? null
    expect(document.documentElement.dataset.printsAlone).toBe('')
    window.dispatchEvent(new Event('beforeprint'))
    window.dispatchEvent(new Event('afterprint'))
  })
  await user.click(await button(fa.print))
  await expect.poll(() => onPaper).toContain(shown)
  expect(onPaper).toContain(fa.paper.keepText)
  await expect.poll(() => document.querySelector('.lone-sheets')).toBeNull()
  expect(document.documentElement.dataset.printsAlone).toBeUndefined()
})

it('asks before a new one makes the old worthless', async () => {
  const { user, double } = await office('supervisor', {
    escrow: { madeAt: '2026-11-22T05:00:00.000Z', confirmed: true, wanted: false },
  })
  openEscrow()
  await user.click(await button(fa.renew))
  const question = await screen.findByRole('alertdialog')
  expect(question.textContent).toContain(fa.renewText)
  expect(double.calls).not.toContain('escrow.make')
  await user.click(within(question).getByRole('button', { name: fa.renew }))
  await within(await dialog()).findByRole('region', { name: fa.codeLabel })
})

it('is nobody’s but the supervisor’s, and not there behind the lock', async () => {
  const { double } = await office('reception', { conditions: [missing(true)] })
  openEscrow()
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.queryByRole('region', { name: note.title })).toBeNull()
  expect(double.calls.filter((call) => call.startsWith('escrow'))).toEqual([])
})

it('goes when the screen is locked, with the code', async () => {
  const { user } = await office('supervisor', { conditions: [missing(false)] })
  openEscrow()
  await user.click(await button(fa.make))
  await within(await dialog()).findByRole('region', { name: fa.codeLabel })
  useSession.setState({ phase: 'locked' })
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull()
  expect(document.body.textContent).not.toContain(shown)
})

it('is not spoken of on the sign-in page', async () => {
  const rendered = await renderOffice(<SignInScreen />, {
    appointments: [],
    user: null,
    conditions: [missing(true)],
  })
  stop = rendered.stop
  await refreshConditions()
  expect(screen.queryByRole('region', { name: note.title })).toBeNull()
})
