import { Check, Clock3, type LucideIcon, TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import type { RecordSync } from '#shared/contract/office.ts'
import type { AppointmentState } from '#shared/domain/state.ts'
import { appointmentStates } from '#shared/domain/state.ts'
import { stateLook } from '../../design/state-look.ts'

const syncIcons: Record<RecordSync, LucideIcon> = { queued: Clock3, sent: Check, attention: TriangleAlert }

/** The pictures of the rows, drawn once; each row only points at them, which makes a row cheap to draw. */
export const RowIcons = memo(function RowIcons() {
  return (
    <svg aria-hidden width="0" height="0" className="absolute">
      {appointmentStates.map((state) => {
        const Icon = stateLook[state].icon
        return (
          <symbol key={state} id={`state-${state}`} viewBox="0 0 24 24">
            <Icon size={24} strokeWidth={2.25} />
          </symbol>
        )
      })}
      {Object.entries(syncIcons).map(([sync, Icon]) => (
        <symbol key={sync} id={`sync-${sync}`} viewBox="0 0 24 24">
          <Icon size={24} />
        </symbol>
      ))}
    </svg>
  )
})

export const StateIcon = ({ state }: { state: AppointmentState }) => (
  <svg aria-hidden width="12" height="12">
    <use href={`#state-${state}`} />
  </svg>
)

export const SyncIcon = ({ sync }: { sync: RecordSync }) => (
  <svg aria-hidden width="14" height="14">
    <use href={`#sync-${sync}`} />
  </svg>
)
