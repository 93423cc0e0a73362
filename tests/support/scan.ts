import { act, fireEvent } from '@testing-library/react'
import { keyOf, type LayoutName } from '#renderer/features/search/keyboard-layouts.ts'

/**
 * Keys at a scanner's pace, the characters landing where the focus is, as a keyboard wedge sends them: what the active
 * layout makes of the keys of the US one. Without a layout the characters come without their keys.
 */
export function scan(text: string, layout: LayoutName | 'us' | null = null): void {
  let time = performance.now()
  for (const character of [...text, 'Enter']) {
    time += 8
    const target = document.activeElement ?? document.body
    const stroke = layout && keyOf(character, layout)
    const key = stroke?.key ?? character
    const event = new KeyboardEvent('keydown', { ...stroke, key, bubbles: true, cancelable: true })
    Object.defineProperty(event, 'timeStamp', { value: time })
    act(() => {
      target.dispatchEvent(event)
    })
    const focused = document.activeElement
    if (key.length === 1 && !event.defaultPrevented && focused instanceof HTMLInputElement)
      fireEvent.input(focused, { target: { value: focused.value + key } })
  }
}
