import { useEffect, useState } from 'react'
import type { Problem } from '../api/problem.ts'
import { useFormat } from '../app/format.ts'
import { fill, useTexts } from '../app/texts.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

/** What went wrong and what to do about it; a wait is counted down. */
export function Trouble({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { trouble, shell } = useTexts()
  const { digits } = useFormat()
  const seconds = useCountdown(problem)
  const known: Readonly<Record<string, { what: string; todo: string }>> = trouble
  const { what, todo } = known[problem.code] ?? trouble.unexpected
  const passed = problem.code === 'TOO_MANY_REQUESTS' && seconds === 0
  return (
    <Notice kind={problem.code === 'offline' ? 'warning' : 'refused'} title={what} urgent>
      {!passed && <p>{fill(todo, { seconds: digits(seconds) })}</p>}
      {onRetry && (
        <Button className="mt-2 self-start" onClick={onRetry}>
          {shell.retry}
        </Button>
      )}
    </Notice>
  )
}

function useCountdown(problem: Problem): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const until = Date.now() + (problem.retryAfterSeconds ?? 0) * 1000
    const tick = () => setSeconds(Math.max(0, Math.ceil((until - Date.now()) / 1000)))
    tick()
    if (problem.retryAfterSeconds === undefined) return
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [problem])
  return seconds
}
