import { DoorClosed, DoorOpen, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Room } from '#shared/contract/walk-in.ts'
import { useFormat } from '../../app/format.ts'
import { Skeleton } from '../../design/skeleton.tsx'

const looks = {
  open: { icon: DoorOpen, colour: 'text-served' },
  full: { icon: TriangleAlert, colour: 'text-incomplete' },
  closed: { icon: DoorClosed, colour: 'text-no-show' },
} as const

/** Whether there is room today, where, and what to do when there is none. */
export function RoomNote({ room }: { room: Room | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!room) return <Skeleton className="h-11 w-full" />
  const { status, slot, taken, capacity, free } = room
  const { icon: Icon, colour } = looks[status]
  const time = slot === null ? '' : format.time(slot)
  return (
    <div role="status" className="flex gap-2.5">
      <Icon size={18} aria-hidden className={`mt-0.5 shrink-0 ${colour}`} />
      <div>
        <p className="text-body text-ink">
          <strong className={`font-semibold ${status === 'open' ? '' : colour}`}>
            {status === 'open' ? t('walkIn.slot', { time }) : t(`walkIn.${status}`)}
          </strong>
          {status === 'full' && <> {t('walkIn.slotOver', { time })}</>}
        </p>
        <p className="text-small text-second">
          {status === 'closed' ? (
            t('walkIn.closedDetail')
          ) : (
            <>
              {status === 'full' && <>{t('walkIn.fullDetail')} </>}
              {t('walkIn.roomCount', { taken: format.number(taken), capacity: format.number(capacity) })}
              {status === 'open' && <> · {t('walkIn.roomLeft', { count: free })}</>}
            </>
          )}
        </p>
      </div>
    </div>
  )
}
