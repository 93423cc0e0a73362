import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { Button } from './button.tsx'

const reason = 'نخست بررسی متقاضیان را پایان دهید'
const button = () => screen.getByRole('button', { name: 'بستن روز' })
const Case = ({ why }: { why: string | null }) => (
  <>
    <Button>پیش از آن</Button>
    <Button disabledReason={why}>بستن روز</Button>
  </>
)

it('keeps the focus when the reason for which it cannot be pressed comes, and when that goes', () => {
  const { rerender } = render(<Case why={null} />)
  button().focus()
  rerender(<Case why={reason} />)
  expect(document.activeElement).toBe(button())
  screen.getByRole('button', { name: 'بستن روز', description: reason })
  rerender(<Case why={null} />)
  expect(document.activeElement).toBe(button())
  expect(button().hasAttribute('aria-disabled')).toBe(false)
})

it('still listens after that', async () => {
  const user = userEvent.setup()
  let presses = 0
  const press = () => {
    presses += 1
  }
  const { rerender } = render(<Button onPress={press}>بستن روز</Button>)
  button().focus()
  for (const why of [reason, null]) {
    rerender(
      <Button disabledReason={why} onPress={press}>
        بستن روز
      </Button>,
    )
    await user.keyboard('{Enter}')
    expect(presses).toBe(why === null ? 1 : 0)
  }
})

it('takes the focus from nothing else', () => {
  const { rerender } = render(<Case why={null} />)
  const before = screen.getByRole('button', { name: 'پیش از آن' })
  before.focus()
  rerender(<Case why={reason} />)
  expect(document.activeElement).toBe(before)
  button().focus()
  before.focus()
  rerender(<Case why={null} />)
  expect(document.activeElement).toBe(before)
})
