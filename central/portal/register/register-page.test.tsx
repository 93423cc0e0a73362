import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { notEligibleMessage } from '#shared/contract/citizen.ts'
import * as fa from '#shared/i18n/fa/portal/index.ts'
import { citizenApiDouble } from '#tests/support/citizen-api-double.ts'
import { forgetCitizen, useCitizen } from '../app/citizen.ts'
import { RegisterPage } from './register-page.tsx'
import { clearDraft, fillDraft } from './registration-store.ts'

const call = 'POST /v1/registrations'
const typed = {
  nationalCode: '۰۰۹۳۸۴۹۳۷۰',
  firstName: 'فاطمه',
  lastName: 'موسوي',
  fatherName: 'رضا',
  birthDate: '۱۳۷۰/۰۱/۰۵',
  certificateNumber: '123',
  certificateSerial: '456789',
  gender: 'female',
  postalCode: '5554194627',
  address: 'تهران، خیابان کارگر شمالی، پلاک ۱۲، واحد ۳',
  landline: '02188634712',
  mobile: '09120572645',
  requestKind: 'first_issue',
}
const submit = () => screen.getByRole('button', { name: fa.register.submit })
const field = (name: keyof typeof fa.field) => screen.getByLabelText(fa.field[name])

beforeEach(() => {
  clearDraft()
  forgetCitizen()
})

it('says what is wrong with a field once it was left, and from then on at each key', async () => {
  const user = userEvent.setup()
  citizenApiDouble()
  render(<RegisterPage />)
  await user.type(field('nationalCode'), '009384937')
  expect(screen.queryByText(fa.validation.national_code_length)).toBeNull()
  await user.type(field('nationalCode'), '8')
  await user.tab()
  expect(screen.getByText(fa.validation.national_code_check_digit)).toBeTruthy()
  expect(field('nationalCode').getAttribute('aria-invalid')).toBe('true')
  await user.type(field('nationalCode'), '{Backspace}0')
  expect(screen.queryByText(fa.validation.national_code_check_digit)).toBeNull()
})

it('tells the birth date in words, with the strokes put in', async () => {
  const user = userEvent.setup()
  citizenApiDouble()
  render(<RegisterPage />)
  await user.type(field('birthDate'), '13700105')
  expect((field('birthDate') as HTMLInputElement).value).toBe('1370/01/05')
  expect(screen.getByText('دوشنبه ۵ فروردین ۱۳۷۰')).toBeTruthy()
})

it('refuses an incomplete form with a summary that has the focus and leads to the fields, and sends nothing', async () => {
  const user = userEvent.setup()
  const { asked } = citizenApiDouble()
  fillDraft({ ...typed, mobile: '', gender: '' })
  render(<RegisterPage />)
  await user.click(submit())
  const summary = screen.getByRole('alert')
  expect(document.activeElement).toBe(summary)
  expect(within(summary).getAllByRole('link')).toHaveLength(2)
  await user.click(within(summary).getByRole('link', { name: new RegExp(fa.field.mobile) }))
  expect(document.activeElement).toBe(field('mobile'))
  expect(asked).toEqual([])
})

it('sends stored form, tells the tracking code and knows the citizen from then on', async () => {
  const user = userEvent.setup()
  const api = citizenApiDouble()
  api.on(call, {
    status: 201,
    body: { trackingCode: '0048209177', registeredAt: '2026-11-22T06:52:00.000Z' },
  })
  fillDraft(typed)
  render(<RegisterPage />)
  await user.click(submit())
  expect(await screen.findByText('۰۰۴۸۲۰۹۱۷۷')).toBeTruthy()
  expect(api.asked[0]?.body).toEqual({
    ...typed,
    nationalCode: '0093849370',
    lastName: 'موسوی',
    birthDate: '1991-03-25',
  })
  expect(useCitizen.getState().credentials).toEqual({
    nationalCode: '0093849370',
    trackingCode: '0048209177',
  })
  expect(screen.getByText(fa.bring.certificate)).toBeTruthy()
  expect(localStorage.length + sessionStorage.length).toBe(0)
  expect(window.location.href).not.toMatch(/[0-9]{10}/)
})

it('keeps what was typed when the line fails', async () => {
  const user = userEvent.setup()
  const api = citizenApiDouble()
  api.on(call, 'offline')
  fillDraft(typed)
  const { unmount } = render(<RegisterPage />)
  await user.click(submit())
  expect(await screen.findByText(fa.trouble.offline.what)).toBeTruthy()
  unmount()
  render(<RegisterPage />)
  expect((field('address') as HTMLTextAreaElement).value).toBe(typed.address)
  expect((field('nationalCode') as HTMLInputElement).value).toBe(typed.nationalCode)
})

it('shows what the central system finds wrong at its field until that is changed', async () => {
  const user = userEvent.setup()
  const api = citizenApiDouble()
  api.on(call, {
    status: 422,
    body: { code: 'DETAILS_INVALID', title: '-', status: 422, fields: { mobile: 'mobile_format' } },
  })
  fillDraft(typed)
  render(<RegisterPage />)
  await user.click(submit())
  expect(await screen.findByRole('alert')).toBeTruthy()
  expect(field('mobile').getAttribute('aria-invalid')).toBe('true')
  await user.type(field('mobile'), '{Backspace}6')
  expect(field('mobile').getAttribute('aria-invalid')).toBe('false')
})

it('tells who is not eligible in the official words, with a plain hint, and keeps the form', async () => {
  const user = userEvent.setup()
  const api = citizenApiDouble()
  api.on(call, {
    status: 422,
    body: { code: 'NOT_ELIGIBLE', title: notEligibleMessage, status: 422, reason: 'under_age' },
  })
  fillDraft(typed)
  render(<RegisterPage />)
  await user.click(submit())
  expect(await screen.findByText(notEligibleMessage)).toBeTruthy()
  expect(screen.getByText(new RegExp(fa.ineligible.under_age))).toBeTruthy()
  await user.click(screen.getByRole('button', { name: fa.register.again }))
  expect((field('firstName') as HTMLInputElement).value).toBe(typed.firstName)
})

it('says how long to wait when there were too many requests', async () => {
  const user = userEvent.setup()
  const api = citizenApiDouble()
  api.on(call, {
    status: 429,
    body: { code: 'TOO_MANY_REQUESTS', title: '-', status: 429 },
    headers: { 'retry-after': '90' },
  })
  fillDraft(typed)
  render(<RegisterPage />)
  await user.click(submit())
  expect(await screen.findByText(fa.trouble.TOO_MANY_REQUESTS.todo.replace('{{seconds}}', '۹۰'))).toBeTruthy()
})
