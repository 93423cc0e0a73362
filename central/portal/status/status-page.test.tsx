import { render, screen } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import * as fa from '#shared/i18n/fa/portal/index.ts'
import { citizenApiDouble } from '#tests/support/citizen-api-double.ts'
import { forgetCitizen, knowCitizen } from '../app/citizen.ts'
import { StatusPage } from './status-page.tsx'

const credentials = { nationalCode: '0093849370', trackingCode: '0048209177' }

beforeEach(forgetCitizen)

it('shows the stages in their order with dates in words, and one that it does not know as it came', async () => {
  const api = citizenApiDouble()
  api.on('POST /v1/status', {
    body: {
      firstName: 'مریم',
      requestKind: 'first_issue',
      stage: 'در صف چاپ لیزری',
      history: [
        { stage: 'pre_registered', at: '2026-11-20T20:31:00.000Z', note: null },
        { stage: 'completed', at: '2026-11-21T06:00:00.000Z', note: null },
        { stage: 'در صف چاپ لیزری', at: '2026-11-22T05:00:00.000Z', note: 'مرکز چاپ 3' },
      ],
      appointment: null,
      bookableFrom: null,
    },
  })
  knowCitizen(credentials)
  render(<StatusPage />)
  const items = await screen.findAllByRole('listitem')
  expect(items.map((item) => item.textContent)).toEqual([
    // One minute past midnight in Tehran.
    'پیش‌ثبت‌نام۳۰ آبان ۱۴۰۵، ساعت ۰۰:۰۱',
    'تکمیل ثبت‌نام۳۰ آبان ۱۴۰۵، ساعت ۰۹:۳۰',
    'در صف چاپ لیزری۱ آذر ۱۴۰۵، ساعت ۰۸:۳۰مرکز چاپ ۳',
  ])
  expect(items[2]?.getAttribute('aria-current')).toBe('step')
})

it('offers to try again when the line fails', async () => {
  const api = citizenApiDouble()
  api.on('POST /v1/status', 'offline')
  knowCitizen(credentials)
  render(<StatusPage />)
  expect(await screen.findByText(fa.trouble.offline.what)).toBeTruthy()
  expect(screen.getByRole('button', { name: fa.shell.retry })).toBeTruthy()
})

it('lets nobody stay signed in whom the central system does not know', async () => {
  const api = citizenApiDouble()
  api.on('POST /v1/status', { status: 404, body: { code: 'CREDENTIALS_UNKNOWN', title: '-', status: 404 } })
  knowCitizen(credentials)
  render(<StatusPage />)
  expect(await screen.findByLabelText(fa.identify.trackingCode)).toBeTruthy()
})
