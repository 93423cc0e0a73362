import { useEffect, useState } from 'react'

const PERSIAN_LETTER = /[\u0600-\u06FF]/

export type KeyboardHint = 'capsLock' | 'persianLayout'

/** Whether Caps Lock is on, as far as the last key or press of the mouse told; false before the first. */
function useCapsLock(): boolean {
  const [on, setOn] = useState(false)
  useEffect(() => {
    const look = (event: KeyboardEvent | MouseEvent) => setOn(event.getModifierState('CapsLock'))
    window.addEventListener('keydown', look)
    window.addEventListener('keyup', look)
    window.addEventListener('mousedown', look)
    return () => {
      window.removeEventListener('keydown', look)
      window.removeEventListener('keyup', look)
      window.removeEventListener('mousedown', look)
    }
  }, [])
  return on
}

/** What the keyboard is set to that makes a password fail: Caps Lock, or a layout that writes Persian letters. */
export function useKeyboardHints(password: string): readonly KeyboardHint[] {
  const capsLock = useCapsLock()
  return [
    ...(PERSIAN_LETTER.test(password) ? (['persianLayout'] as const) : []),
    ...(capsLock ? (['capsLock'] as const) : []),
  ]
}
