import { useEffect, useRef, useState } from 'react'

/**
 * The value as soon as it changes, unless it changes again within `quiet` ms: then only the last of the run counts.
 */
export function useSettled<T>(value: T, quiet: number): T {
  const [settled, setSettled] = useState(value)
  const lastChange = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    const now = performance.now()
    const inRun = now - lastChange.current < quiet
    lastChange.current = now
    if (!inRun) {
      setSettled(value)
      return
    }
    const timer = setTimeout(() => setSettled(value), quiet)
    return () => clearTimeout(timer)
  }, [value, quiet])
  return settled
}
