import { act, fireEvent } from '@testing-library/react'

/** Keys at a scanner's pace, the characters landing where the focus is, as a keyboard wedge sends them. */
export function scan(code: string): void {
  let time = performance.now()
  for (const key of [...code, 'Enter']) {
    time += 8
    const target = document.activeElement ?? document.body
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
    Object.defineProperty(event, 'timeStamp', { value: time })
    act(() => {
      target.dispatchEvent(event)
    })
    const focused = document.activeElement
    if (key.length === 1 && !event.defaultPrevented && focused instanceof HTMLInputElement)
      fireEvent.input(focused, { target: { value: focused.value + key } })
  }
}
