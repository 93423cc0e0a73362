import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueEntry } from '#shared/contract/queue.ts'
import { putBackBehind, skipsBeforeTheEnd } from '#shared/domain/queue.ts'
import { useFormat } from '../../app/format.ts'

/** Why somebody stands where they stand, in one line: the rule of `lineUp`, told where the order may surprise. */
export function usePlaceWords(): (entry: QueueEntry) => string {
  const { t } = useTranslation()
  const format = useFormat()
  return useCallback(
    (entry) => {
      const { why, slot, placeAt, desk, skips, stage } = entry
      const time = format.timeOf(placeAt)
      switch (why) {
        case 'slot':
          return t('queue.why.slot', { time: format.time(slot) })
        case 'handed_over':
          return desk === null || stage === 'at_desk'
            ? t('queue.why.handedToAny')
            : t('queue.why.handedTo', { desk: format.digits(desk) })
        case 'skipped':
          return skips < skipsBeforeTheEnd
            ? t('queue.why.skipped', { times: format.digits(skips), behind: format.digits(putBackBehind) })
            : t('queue.why.skippedToEnd', { times: format.digits(skips) })
        case 'late':
          return t('queue.why.late', { slot: format.time(slot), time })
        default:
          return t(`queue.why.${why}`, { time })
      }
    },
    [t, format],
  )
}
