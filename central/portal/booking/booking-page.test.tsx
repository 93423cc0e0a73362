import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import type { CitizenStatus, PublicOffice } from '#shared/contract/citizen.ts'
import * as fa from '#shared/i18n/fa/portal/index.ts'
import { citizenApiDouble } from '#tests/support/citizen-api-double.ts'
import { forgetCitizen, knowCitizen, useCitizen } from '../app/citizen.ts'
import { BookingPage } from './booking-page.tsx'

const office: PublicOffice = {
  id: '01939c54-2222-7000-8000-000000000001',
  code: '72-104',
  name: 'دفتر پیشخوان ۷۲-۱۰۴',
  province: 'تهران',
  city: 'تهران',
  address: 'خیابان کارگر شمالی',
  areaCode: '021',
  firstFreeDate: '2026-11-23',
}
const status: CitizenStatus = {
  firstName: 'مریم',
  requestKind: 'first_issue',
  stage: 'pre_registered',
  history: [],
  appointment: null,
  bookableFrom: null,
}
const credentials = { nationalCode: '0093849370', trackingCode: '0048209177' }

function prepared() {
  const api = citizenApiDouble()
  api.on('POST /v1/status', { body: status })
  api.on('GET /v1/offices', {
    body: { places: [{ province: 'تهران', cities: ['تهران'] }], offices: [office] },
  })
  api.on(`GET /v1/offices/${office.id}/slots`, {
    body: {
      days: [
        {
          date: '2026-11-23',
          status: 'open',
          closedBecause: null,
          slots: [
            { time: '10:15', free: 0 },
            { time: '10:30', free: 2 },
          ],
        },
      ],
    },
  })
  return api
}

async function chooseSlot(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await screen.findByRole('button', { name: new RegExp(office.address) }))
  await user.click(await screen.findByRole('radio', { name: /۱۰:۳۰/ }))
  await user.click(screen.getByRole('button', { name: fa.booking.review }))
  await user.click(screen.getByRole('button', { name: fa.booking.submit }))
}

beforeEach(forgetCitizen)

it('asks who it is, and tells an unknown one alike for either code', async () => {
  const user = userEvent.setup()
  const api = prepared()
  api.on('POST /v1/status', { status: 404, body: { code: 'CREDENTIALS_UNKNOWN', title: '-', status: 404 } })
  render(<BookingPage />)
  await user.type(screen.getByLabelText(fa.identify.nationalCode), '0093849370')
  await user.type(screen.getByLabelText(fa.identify.trackingCode), '۰۰۴۸۲۰۹۱۷۷')
  await user.click(screen.getByRole('button', { name: fa.identify.submit }))
  expect(await screen.findByText(fa.trouble.CREDENTIALS_UNKNOWN.what)).toBeTruthy()
  expect(api.asked[0]?.body).toEqual(credentials)
  expect(useCitizen.getState().credentials).toBeNull()
})

it('asks for no sign-in after registering, and chooses where there is only one thing to choose', async () => {
  prepared()
  knowCitizen(credentials)
  render(<BookingPage />)
  expect(await screen.findByRole('button', { name: new RegExp(office.address) })).toBeTruthy()
  expect((screen.getByLabelText(fa.booking.province) as HTMLSelectElement).value).toBe('تهران')
  expect((screen.getByLabelText(fa.booking.city) as HTMLSelectElement).value).toBe('تهران')
})

it('leads back to the calendar with the reason when the slot was taken meanwhile', async () => {
  const user = userEvent.setup()
  const api = prepared()
  api.on('POST /v1/appointments', { status: 409, body: { code: 'SLOT_FULL', title: '-', status: 409 } })
  knowCitizen(credentials, status)
  render(<BookingPage />)
  await chooseSlot(user)
  expect(await screen.findByText(fa.trouble.SLOT_FULL.what)).toBeTruthy()
  expect(screen.getByRole('grid')).toBeTruthy()
  expect(api.asked.filter(({ path }) => path.includes('/slots')).length).toBe(2)
})

it('keeps the choice when the line fails, so that it can be sent again', async () => {
  const user = userEvent.setup()
  const api = prepared()
  api.on('POST /v1/appointments', 'offline')
  knowCitizen(credentials, status)
  render(<BookingPage />)
  await chooseSlot(user)
  expect(await screen.findByText(fa.trouble.offline.what)).toBeTruthy()
  const { firstFreeDate: _first, ...place } = office
  api.on('POST /v1/appointments', {
    status: 201,
    body: {
      id: '01939c54-1111-7000-8000-000000000001',
      date: '2026-11-23',
      slot: '10:30',
      state: 'booked',
      requestKind: 'first_issue',
      office: place,
      bring: [
        {
          key: 'birth_certificate_original',
          title: { fa: 'اصل شناسنامهٔ عکس‌دار', en: 'Original' },
          kind: 'physical',
          required: true,
        },
      ],
    },
  })
  await user.click(screen.getByRole('button', { name: fa.booking.submit }))
  expect(await screen.findByRole('heading', { name: fa.appointment.booked })).toBeTruthy()
  expect(screen.getByText('دوشنبه ۲ آذر ۱۴۰۵')).toBeTruthy()
  expect(screen.getByRole('img', { name: fa.slip.scan })).toBeTruthy()
})

it('tells a ban with its date and the official sentence', async () => {
  const user = userEvent.setup()
  const api = prepared()
  api.on('POST /v1/appointments', {
    status: 409,
    body: { code: 'BOOKING_BANNED', title: '-', status: 409, bookableFrom: '2026-11-26' },
  })
  knowCitizen(credentials, status)
  render(<BookingPage />)
  await chooseSlot(user)
  expect(
    await screen.findByText(fa.appointment.bannedUntil.replace('{{date}}', 'پنجشنبه ۵ آذر ۱۴۰۵')),
  ).toBeTruthy()
  expect(screen.getByText(fa.appointment.missed)).toBeTruthy()
})
