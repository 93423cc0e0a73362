/** Whether somebody who sits here sees this window before all others. */
export const isInFront = (): boolean => document.visibilityState === 'visible' && document.hasFocus()

/** Calls back whenever the window has come to the front; the returned function ends that. */
export function whenInFront(listener: () => void): () => void {
  const look = () => {
    if (isInFront()) listener()
  }
  window.addEventListener('focus', look)
  document.addEventListener('visibilitychange', look)
  return () => {
    window.removeEventListener('focus', look)
    document.removeEventListener('visibilitychange', look)
  }
}
