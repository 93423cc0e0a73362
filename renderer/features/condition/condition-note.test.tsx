import { screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { Condition } from '#shared/contract/condition.ts'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { renderOffice, userOf } from '#tests/support/render-office.tsx'
import { closeHelp, useHelp } from '../../stores/help.ts'
import { SignInScreen } from '../sign-in/sign-in-screen.tsx'
import { ConditionNote } from './condition-note.tsx'
import { unfoldConditions } from './condition-note-store.ts'

const fa = catalogues.fa.conditionNote
const disk: Condition = { code: 'disk_full', freeMegabytes: 12, limitMegabytes: 50 }
const clock: Condition = { code: 'clock_wrong', minutes: 2880, measuredBy: 'central' }
const restored: Condition = {
  code: 'database_restored',
  recovery: {
    cause: 'damaged',
    at: '2026-11-22T06:52:00.000Z',
    copyAt: '2026-11-22T05:00:00.000Z',
    recorded: 3,
    left: 0,
    whole: true,
    setAside: ['office.db.damaged'],
  },
}
let stop: () => void = () => {}
afterEach(() => {
  stop()
  unfoldConditions(false)
  closeHelp()
})

async function note(role: 'supervisor' | 'reception', conditions: readonly Condition[]) {
  const office = await renderOffice(<ConditionNote />, { appointments: [], user: userOf(role), conditions })
  stop = office.stop
  return office
}
const region = () => screen.findByRole('region', { name: fa.title })

it('is not there when all is well, and comes by itself when something is amiss', async () => {
  const { double } = await note('reception', [])
  expect(screen.queryByRole('region', { name: fa.title })).toBeNull()
  double.setConditions([clock])
  expect((await region()).textContent).toContain('ساعت این رایانه ۲ روز عقب است.')
  double.setConditions([])
  await expect.poll(() => screen.queryByRole('region', { name: fa.title })).toBeNull()
})

it('shows the worst, and the others on demand', async () => {
  const { user } = await note('reception', [disk, clock, restored])
  expect((await region()).textContent).toContain('۱۲ مگابایت')
  expect(within(await region()).getAllByRole('listitem')).toHaveLength(1)
  await user.click(screen.getByRole('button', { name: '۲ مورد دیگر' }))
  expect(within(await region()).getAllByRole('listitem')).toHaveLength(3)
  // A clerk cannot say that it was read.
  expect(screen.queryByRole('button', { name: fa.acknowledge })).toBeNull()
})

it('leads to what the help says about each', async () => {
  const { user } = await note('reception', [disk, clock])
  await user.click(await screen.findByRole('button', { name: '۱ مورد دیگر' }))
  const lines = within(await region()).getAllByRole('listitem')
  for (const [index, place] of [
    { page: 'safety', section: 'disk' },
    { page: 'safety', section: 'clock' },
  ].entries()) {
    const line = lines[index]
    if (!line) throw new Error('there are two')
    await user.click(within(line).getByRole('button', { name: catalogues.fa.help.remedy }))
    expect(useHelp.getState().open).toEqual(place)
  }
})

it('tells in words what was restored, and goes when the supervisor has read it', async () => {
  const { user } = await note('supervisor', [restored])
  expect((await region()).textContent).toContain(
    'پایگاه دادهٔ دفتر آسیب دیده بود. نسخهٔ پشتیبان ۱ آذر ۱۴۰۵، ساعت ۰۸:۳۰، به جایش نشست. ۳ رویداد از نسخهٔ دوم دوباره ثبت شد و چیزی کم نیست.',
  )
  await user.click(screen.getByRole('button', { name: fa.acknowledge }))
  await expect.poll(() => screen.queryByRole('region', { name: fa.title })).toBeNull()
})

it('brings the work here when the supervisor wants it', async () => {
  const elsewhere: Condition = {
    code: 'host_elsewhere',
    deviceName: 'باجهٔ ۲',
    seenAt: '2026-11-22T06:52:00.000Z',
  }
  const { user } = await note('supervisor', [elsewhere])
  expect((await region()).textContent).toContain('«باجهٔ ۲»')
  await user.click(screen.getByRole('button', { name: fa.takeOver }))
  await expect.poll(() => screen.queryByRole('region', { name: fa.title })).toBeNull()
})

it('stands on the sign-in page as well, all of it', async () => {
  const office = await renderOffice(<SignInScreen />, {
    appointments: [],
    user: null,
    conditions: [disk, clock],
  })
  stop = office.stop
  expect(within(await region()).getAllByRole('listitem')).toHaveLength(2)
})
