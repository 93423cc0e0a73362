import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScheduleCopy } from '#shared/domain/schedule-copy.ts'
import { useFormat } from '../app/format.ts'

/** What sets a copy of the schedule apart from the ordinary one of the whole day; null when nothing does. */
export function useScheduleCopyWords(): (copy: ScheduleCopy) => string | null {
  const { t } = useTranslation()
  const { time } = useFormat()
  return useCallback(
    ({ states, slot, large }) => {
      const parts = [
        large && t('schedule.large'),
        states.length > 0 &&
          t('schedule.paper.onlyStates', {
            states: states.map((state) => t(`state.${state}`)).join(t('common.comma')),
          }),
        slot !== null && t('schedule.paper.onlySlot', { time: time(slot) }),
      ].filter((part) => typeof part === 'string')
      return parts.length === 0 ? null : parts.join(' · ')
    },
    [t, time],
  )
}
