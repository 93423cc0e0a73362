import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { useClock } from '../stores/clock.ts'
import { useFormat } from './format.ts'

/** An instant as it is read out: the time alone where it was today, with its day otherwise. */
export function useMoment(): (instant: string) => string {
  const { t } = useTranslation()
  const format = useFormat()
  const today = useClock((store) => store.today)
  return useCallback(
    (instant) =>
      tehranDateOf(instant) === today
        ? format.timeOf(instant)
        : `${format.dateOf(instant, 'dayMonth')}${t('common.comma')}${format.timeOf(instant)}`,
    [t, format, today],
  )
}
