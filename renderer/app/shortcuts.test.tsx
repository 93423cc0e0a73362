import { renderHook } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { matches, runShortcut, type Shortcut, useShortcuts } from './shortcuts.ts'

const key = (init: KeyboardEventInit & { key: string }) =>
  new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })

function pressIn(element: HTMLElement, event: KeyboardEvent): boolean {
  let ran = false
  const listen = (pressed: KeyboardEvent) => {
    ran = runShortcut(pressed)
  }
  window.addEventListener('keydown', listen)
  element.dispatchEvent(event)
  window.removeEventListener('keydown', listen)
  return ran
}

function mount(tag: string): HTMLElement {
  const element = document.createElement(tag)
  document.body.append(element)
  return element
}

const shortcut = (keys: string, run: () => void, more: Partial<Shortcut> = {}): Shortcut => ({
  keys,
  run,
  label: null,
  group: 'everywhere',
  ...more,
})

describe('which keys are meant', () => {
  it('goes by the place on the keyboard for letters and digits, so that the Persian layout changes nothing', () => {
    expect(matches(key({ key: 'ف', code: 'KeyT', altKey: true }), 'Alt+T')).toBe(true)
    expect(matches(key({ key: '۱', code: 'Digit1', ctrlKey: true }), 'Ctrl+1')).toBe(true)
    expect(matches(key({ key: 'و', code: 'Comma', ctrlKey: true }), 'Ctrl+,')).toBe(true)
    expect(matches(key({ key: '؟', code: 'Slash', shiftKey: true }), '? F1')).toBe(true)
    expect(matches(key({ key: 'F1' }), '? F1')).toBe(true)
  })

  it('wants exactly the modifiers', () => {
    expect(matches(key({ key: 'Enter' }), 'Ctrl+Enter')).toBe(false)
    expect(matches(key({ key: 'Enter', ctrlKey: true, altKey: true }), 'Ctrl+Enter')).toBe(false)
    expect(matches(key({ key: 'Enter', metaKey: true }), 'Ctrl+Enter')).toBe(true)
  })
})

describe('shortcuts', () => {
  it('leaves plain letters to text fields, but not keys with Ctrl or Alt', () => {
    const letter = vi.fn()
    const withCtrl = vi.fn()
    renderHook(() => useShortcuts([shortcut('D', letter), shortcut('Ctrl+Enter', withCtrl)]))
    const field = mount('input')
    expect(pressIn(field, key({ key: 'd', code: 'KeyD' }))).toBe(false)
    expect(pressIn(field, key({ key: 'Enter', ctrlKey: true }))).toBe(true)
    expect(pressIn(document.body, key({ key: 'd', code: 'KeyD' }))).toBe(true)
    expect([letter.mock.calls.length, withCtrl.mock.calls.length]).toEqual([1, 1])
  })

  it('prefers what holds only where the focus is', () => {
    const everywhere = vi.fn()
    const near = vi.fn()
    const area = mount('section')
    area.tabIndex = -1
    renderHook(() => useShortcuts([shortcut('D', near, { within: () => area }), shortcut('D', everywhere)]))
    pressIn(area, key({ key: 'd', code: 'KeyD' }))
    pressIn(document.body, key({ key: 'd', code: 'KeyD' }))
    expect([near.mock.calls.length, everywhere.mock.calls.length]).toEqual([1, 1])
  })

  it('keeps still in a dialog, when it is not the time, and once its screen has gone', () => {
    const run = vi.fn()
    const dialog = mount('div')
    dialog.setAttribute('role', 'dialog')
    const { unmount, rerender } = renderHook(
      ({ open }) => useShortcuts([shortcut('F2', run, { when: () => open })]),
      { initialProps: { open: true } },
    )
    expect(pressIn(dialog, key({ key: 'F2' }))).toBe(false)
    rerender({ open: false })
    expect(pressIn(document.body, key({ key: 'F2' }))).toBe(false)
    rerender({ open: true })
    expect(pressIn(document.body, key({ key: 'F2' }))).toBe(true)
    unmount()
    expect(pressIn(document.body, key({ key: 'F2' }))).toBe(false)
    expect(run).toHaveBeenCalledTimes(1)
  })
})
