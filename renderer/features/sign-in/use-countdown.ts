import { useEffect, useState } from 'react'

/** Seconds left of a wait that starts whenever `seconds` is given anew; 0 when it is over. */
export function useCountdown(seconds: number | undefined): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (seconds === undefined) {
      setLeft(0)
      return
    }
    const end = performance.now() + seconds * 1000
    const step = () => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000)))
    step()
    const timer = setInterval(step, 250)
    return () => clearInterval(timer)
  }, [seconds])
  return left
}
