import { useEffect } from 'react'
import { idleLockMinutes } from '#shared/domain/rules.ts'
import { matches } from '../../app/shortcuts.ts'
import { useOffice } from '../../stores/office.ts'
import { lock } from '../../stores/session.ts'

/** Locks and lets somebody else sign in: from anywhere, also out of a dialog. */
export const LOCK_KEYS = 'Ctrl+L'

const MINUTE = 60_000
/** How often it is looked whether nobody has been here for long, ms. */
const LOOK = 5_000
const signsOfLife = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const

/** Locks when nobody has touched the desk for the office's time, and at once with the keys. */
export function useLock(): void {
  const minutes = useOffice(({ profile }) => idleLockMinutes(profile?.rules))

  useEffect(() => {
    let [ran, stood] = [performance.now(), Date.now()]
    const alive = () => {
      ran = performance.now()
      stood = Date.now()
    }
    // The one clock stands still while the machine sleeps, the other can be set: what says longer counts.
    const look = () => {
      if (Math.max(performance.now() - ran, Date.now() - stood) >= minutes * MINUTE) lock()
    }
    const onKey = (event: KeyboardEvent) => {
      if (!matches(event, LOCK_KEYS)) return
      event.preventDefault()
      lock()
    }
    const options = { capture: true, passive: true }
    for (const sign of signsOfLife) window.addEventListener(sign, alive, options)
    window.addEventListener('keydown', onKey, { capture: true })
    document.addEventListener('visibilitychange', look)
    const timer = setInterval(look, LOOK)
    return () => {
      for (const sign of signsOfLife) window.removeEventListener(sign, alive, options)
      window.removeEventListener('keydown', onKey, { capture: true })
      document.removeEventListener('visibilitychange', look)
      clearInterval(timer)
    }
  }, [minutes])
}
