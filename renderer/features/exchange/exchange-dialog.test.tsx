import { screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { catalogues } from '#shared/i18n/catalogues.ts'
import { renderOffice, userOf } from '#tests/support/render-office.tsx'
import { ExchangeDialog } from './exchange-dialog.tsx'
import { closeExchange, openExchange } from './exchange-store.ts'

const fa = catalogues.fa.exchange
let stop: () => void = () => {}
afterEach(() => {
  closeExchange()
  stop()
})

async function dialog() {
  const office = await renderOffice(<ExchangeDialog />, { appointments: [], user: userOf('supervisor') })
  stop = office.stop
  openExchange()
  await screen.findByRole('dialog', { name: fa.title })
  return office
}
const part = (name: string) => within(screen.getByRole('region', { name }))
const choose = async (user: Awaited<ReturnType<typeof dialog>>['user'], text: string) => {
  const file = new File([text], 'list.pishkhan')
  await user.upload(screen.getByLabelText(fa.choose, { selector: 'input' }), file)
}

it('says that nothing waits, and why nothing is to be saved', async () => {
  const { user, double } = await dialog()
  await part(fa.send).findByText(fa.nothingWaits, { selector: 'p' })
  await user.click(part(fa.send).getByRole('button', { name: fa.save }))
  expect(double.calls).not.toContain('exchange.exportEvents')
})

it('tells what a list changed, of when it is, and that something was refused', async () => {
  const { user } = await dialog()
  await choose(user, 'list')
  const receive = part(fa.receive)
  await receive.findByText(/دریافت شد. داده‌ها تا ساعت ۱۰:۲۲/)
  expect(receive.getByText(/۱۲ نوبت تازه شد/)).toBeTruthy()
  expect(receive.getByText(/پاسخ ۳ رویداد/)).toBeTruthy()
  expect(receive.getByText(/۱ رویداد پذیرفته نشد/)).toBeTruthy()
})

it('says of a file that is not taken in what is wrong with it, and takes the next one', async () => {
  const { user } = await dialog()
  await choose(user, 'cut off')
  const receive = part(fa.receive)
  expect((await receive.findByRole('alert')).textContent).toContain(
    catalogues.fa.exchangeRefusal.damaged.what,
  )
  await choose(user, 'list')
  await receive.findByText(/دریافت شد/)
  expect(receive.queryByRole('alert')).toBeNull()
})
