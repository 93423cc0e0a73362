import { screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { renderOffice, userOf } from '#tests/support/render-office.tsx'
import { BackupsDialog } from './backups-dialog.tsx'
import { closeBackups, openBackups } from './backups-store.ts'

const fa = catalogues.fa.backups
let stop: () => void = () => {}
afterEach(() => {
  closeBackups()
  stop()
})

async function dialog() {
  const office = await renderOffice(<BackupsDialog />, {
    appointments: [],
    user: userOf('supervisor'),
    backups: [
      { name: 'noon', at: '2026-11-22T08:30:00.000Z', bytes: 2_621_440, whole: false },
      { name: 'morning', at: '2026-11-22T05:00:00.000Z', bytes: 2_411_724, whole: true },
    ],
  })
  stop = office.stop
  openBackups()
  await screen.findByRole('dialog', { name: fa.title })
  return office
}
const lines = () => screen.getAllByRole('listitem')

it('lists the copies, and offers only what is whole', async () => {
  await dialog()
  const [noon, morning] = await screen.findAllByRole('listitem')
  expect(noon?.textContent).toMatch(/۱۲:۰۰.*۳ مگابایت.*آسیب‌دیده/)
  expect(within(noon as HTMLElement).queryByRole('button')).toBeNull()
  expect(morning?.textContent).toMatch(/۰۸:۳۰.*۳ مگابایت.*سالم/)
})

it('writes one more', async () => {
  const { user } = await dialog()
  await user.click(await screen.findByRole('button', { name: fa.make }))
  await expect.poll(() => lines().length).toBe(3)
  await screen.findByText(fa.made)
})

it('asks before it restores, and then says that the application starts again', async () => {
  const { user, double } = await dialog()
  await user.click(await screen.findByRole('button', { name: fa.restore }))
  expect(double.calls).not.toContain('backup.restore')
  const question = await screen.findByRole('alertdialog')
  expect(question.textContent).toContain('۰۸:۳۰')
  await user.click(within(question).getByRole('button', { name: fa.confirm }))
  await screen.findByText(fa.restarting)
  expect(double.calls).toContain('backup.restore')
  expect(screen.queryByRole('dialog', { name: fa.title })).toBeNull()
})
