import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { SLOT_HEIGHT, type SlotProgress } from './list-items.ts'

/**
 * The head of a slot: its time, how many of those expected have come, and a thin bar of the same. It sticks to the top
 * of the list as long as a row of its slot is to be seen.
 */
export const SlotHeader = memo(function SlotHeader({
  progress,
  start,
  end,
}: {
  progress: SlotProgress
  start: number
  end: number
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { expected, present, handled } = progress
  const settled = expected > 0 && handled === expected
  const share = expected === 0 ? 0 : settled ? 1 : present / expected
  return (
    // The rows name their slot themselves; a header inside a listbox would be noise to a screen reader.
    <div
      aria-hidden
      className="pointer-events-none absolute inset-x-0 z-10"
      style={{ top: start, height: end - start }}
    >
      <div
        data-slot={progress.slot}
        className="sticky top-0 flex items-center gap-3 border-b border-line bg-sunken px-[18px]"
        style={{ height: SLOT_HEIGHT }}
      >
        <span className="text-body font-extrabold text-ink">{format.time(progress.slot)}</span>
        <span className="text-small text-second">
          {settled
            ? t('day.slotSettled', { total: expected })
            : t('day.slotArrived', { present, total: expected })}
        </span>
        <span className="ms-auto h-[3px] w-[120px] overflow-hidden rounded-full bg-strong-line">
          <span className="block h-full rounded-full bg-served" style={{ width: `${share * 100}%` }} />
        </span>
      </div>
    </div>
  )
})
