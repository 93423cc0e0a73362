import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { Colleague } from '#shared/contract/office.ts'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { oneTimeDouble } from '#tests/support/people-double.ts'
import { renderOffice, userOf } from '#tests/support/render-office.tsx'
import { PasswordDialog } from '../password/password-dialog.tsx'
import { openPasswordDialog } from '../password/password-store.ts'
import { PeoplePlace } from './people-place.tsx'

const { people: texts, password, role } = catalogues.fa

const colleague = (index: number, changes: Partial<Colleague> = {}): Colleague => ({
  ...userOf('reception'),
  id: `018f0000-0000-7000-8000-0000000001${String(index).padStart(2, '0')}`,
  username: `person${index}`,
  displayName: `همکار ${index}`,
  active: true,
  sync: 'sent',
  ...changes,
})
const supervisor: Colleague = { ...userOf('supervisor'), active: true, sync: 'sent' }
const show = (...others: Colleague[]) =>
  renderOffice(<PeoplePlace />, {
    appointments: [],
    user: userOf('supervisor'),
    people: [supervisor, ...others],
  })
const rowOf = async (name: string) => screen.findByRole('row', { name: new RegExp(name) })

it('shows forty people, those out of service last, with what waits to be sent', async () => {
  show(
    ...Array.from({ length: 39 }, (_, index) =>
      colleague(index, index === 0 ? { active: false } : { sync: index === 1 ? 'queued' : 'sent' }),
    ),
  )
  await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(41))
  const last = screen.getAllByRole('row').at(-1)
  expect(last?.textContent).toContain(texts.disabled)
  expect((await rowOf('همکار 1 ')).textContent).toContain(catalogues.fa.sync.record.queued)
  expect(screen.getByText('۳۹ کاربر فعال')).toBeTruthy()
})

it('adds somebody, hands the one-time password over once, and shows them in the list', async () => {
  const user = userEvent.setup()
  show()
  await user.click(await screen.findByRole('button', { name: texts.add }))
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: texts.add }))
  expect(screen.getByText(texts.rolesMissing)).toBeTruthy()
  await user.type(screen.getByLabelText(texts.name), 'زهرا رضایی')
  await user.type(screen.getByLabelText(texts.username), 'Rezaei')
  await user.click(screen.getByRole('checkbox', { name: role.documents }))
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: texts.add }))
  const handed = await screen.findByRole('alertdialog')
  expect(handed.textContent).toContain(oneTimeDouble)
  expect(handed.textContent).toContain('rezaei')
  await user.click(within(handed).getByRole('button', { name: texts.done }))
  expect((await rowOf('زهرا رضایی')).textContent).toContain(texts.oneTime)
  expect(document.body.textContent).not.toContain(oneTimeDouble)
})

it('a name that is taken is told at its field, and what was typed stays', async () => {
  const user = userEvent.setup()
  show(colleague(1))
  await user.click(await screen.findByRole('button', { name: texts.add }))
  await user.type(screen.getByLabelText(texts.name), 'زهرا رضایی')
  await user.type(screen.getByLabelText(texts.username), 'person1')
  await user.click(screen.getByRole('checkbox', { name: role.reception }))
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: texts.add }))
  expect(await screen.findByText(texts.usernameTaken)).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>(texts.name).value).toBe('زهرا رضایی')
})

it('one’s own role of supervisor cannot be taken away, and there is no way to disable oneself', async () => {
  const user = userEvent.setup()
  show(colleague(1))
  const own = await rowOf(supervisor.displayName)
  expect(within(own).getAllByRole('button')).toHaveLength(1)
  await user.click(within(own).getByRole('button'))
  const box = screen.getByRole<HTMLInputElement>('checkbox', { name: new RegExp(role.supervisor) })
  expect(box.disabled).toBe(true)
  expect(screen.getByText(texts.ownRole)).toBeTruthy()
})

it('somebody is disabled after a question, and enabled again', async () => {
  const user = userEvent.setup()
  show(colleague(1, { displayName: 'مریم پذیرش' }))
  const more = () => screen.getByRole('button', { name: texts.more.replace('{{name}}', 'مریم پذیرش') })
  await rowOf('مریم پذیرش')
  await user.click(more())
  await user.click(await screen.findByRole('menuitem', { name: texts.disable }))
  await user.click(await screen.findByRole('button', { name: texts.disableConfirm }))
  await waitFor(async () => expect((await rowOf('مریم پذیرش')).textContent).toContain(texts.disabled))
  await user.click(more())
  await user.click(await screen.findByRole('menuitem', { name: texts.enable }))
  await waitFor(async () => expect((await rowOf('مریم پذیرش')).textContent).toContain(texts.active))
})

it('a clerk is told whose this is', async () => {
  renderOffice(<PeoplePlace />, { appointments: [], user: userOf('reception') })
  expect(await screen.findByText(texts.onlySupervisor)).toBeTruthy()
})

it('a password that is no good is told beside its field; a good one closes the dialog', async () => {
  const user = userEvent.setup()
  renderOffice(<PasswordDialog />, { appointments: [], user: userOf('documents') })
  openPasswordDialog()
  await user.type(await screen.findByLabelText(password.present), 'wrong one')
  await user.type(screen.getByLabelText(password.new), 'documents')
  await user.type(screen.getByLabelText(password.repeat), 'document')
  await user.keyboard('{Enter}')
  expect(await screen.findByText(password.why.is_username)).toBeTruthy()
  expect(screen.getByText(password.differs)).toBeTruthy()
  for (const label of [password.new, password.repeat]) {
    await user.clear(screen.getByLabelText(label))
    await user.type(screen.getByLabelText(label), 'a garden in spring')
  }
  await user.keyboard('{Enter}')
  expect(await screen.findByText(password.presentWrong)).toBeTruthy()
  await user.clear(screen.getByLabelText(password.present))
  await user.type(screen.getByLabelText(password.present), 'pishkhan-demo{Enter}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(await screen.findByText(password.changed)).toBeTruthy()
})
