import { screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { closeHelp, useHelp } from '#renderer/stores/help.ts'
import { renderOffice } from '#tests/support/render-office.tsx'
import { ErrorBoundary } from './error-boundary.tsx'

let stop: () => void = () => {}
let isBroken = true
afterEach(() => {
  stop()
  closeHelp()
  vi.restoreAllMocks()
})

function Part() {
  if (isBroken) throw new Error('a defect')
  return <p>the part</p>
}

it('keeps a defect in its part, says what to do, and opens the part again', async () => {
  // React says on the console that something was caught.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const { user, stop: end } = await renderOffice(
    <>
      <p>all around</p>
      <ErrorBoundary>
        <Part />
      </ErrorBoundary>
    </>,
    { appointments: [] },
  )
  stop = end
  expect(screen.getByRole('alert').textContent).toContain('از کار افتاد')
  expect(screen.getByText('all around')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'چه باید کرد؟' }))
  expect(useHelp.getState()).toMatchObject({ open: { page: 'safety', section: 'restart' } })
  closeHelp()
  isBroken = false
  await user.click(screen.getByRole('button', { name: 'باز کردن دوباره' }))
  expect(screen.getByText('the part')).toBeTruthy()
})
