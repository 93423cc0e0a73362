import { useCallback, useEffect, useReducer } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { coreNow } from '../../stores/clock.ts'

/** A minute is what is shown; it steps at the latest so much after it has passed, ms. */
const TICK = 5_000

/** How long ago an instant was, in words, by the core's clock; the component that asks follows the time. */
export function useWaited(): (since: string) => string {
  const { t } = useTranslation()
  const format = useFormat()
  const [tick, step] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const timer = setInterval(step, TICK)
    return () => clearInterval(timer)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each tick another answer, so that rows draw themselves anew
  return useCallback(
    (since) => {
      const now = Date.parse(coreNow() ?? since)
      const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000))
      if (minutes < 1) return t('queue.justNow')
      const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
      if (hours === 0) return t('queue.minutes', { minutes: format.digits(minutes) })
      return t('queue.hours', { hours: format.digits(hours), minutes: format.digits(rest) })
    },
    [t, format, tick],
  )
}
