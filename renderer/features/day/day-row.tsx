import { memo } from 'react'
import type { DayRow as Row } from '#shared/contract/office.ts'
import { groupMobile } from '#shared/domain/mobile.ts'
import { stateLook } from '../../design/state-look.ts'
import { StateIcon, SyncIcon } from './row-icons.tsx'
import { rowElementId } from './row-ids.ts'
import type { RowTexts } from './row-texts.ts'

const syncColours = { queued: 'text-second', sent: 'text-third', attention: 'text-no-show' } as const

type Props = {
  row: Row
  /** Distance from the top of the list, px. */
  start: number
  height: number
  selected: boolean
  /** Somebody else changed it a moment ago. */
  marked: boolean
  position: number
  count: number
  texts: RowTexts
}

/** One line of the day. Memoised and free of hooks: thousands of them scroll past. */
export const DayRow = memo(function DayRow({
  row,
  start,
  height,
  selected,
  marked,
  position,
  count,
  texts,
}: Props) {
  const { format } = texts
  const look = stateLook[row.state]
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: options are reached by aria-activedescendant of the list and the search field
    <div
      id={rowElementId(row.id)}
      role="option"
      aria-selected={selected}
      aria-posinset={position + 1}
      aria-setsize={count}
      data-appointment={row.id}
      data-state={row.state}
      data-marked={marked || undefined}
      className={`day-row ${row.state === 'cancelled' ? 'day-row-over' : ''}`}
      style={{ transform: `translateY(${start}px)`, height }}
    >
      <span className="sr-only">
        {texts.slot(row.slot)}
        {texts.comma}
      </span>
      <span className={row.queueNumber === null ? 'day-row-no-queue' : 'day-row-queue'}>
        {row.queueNumber === null ? '–' : format.digits(row.queueNumber)}
      </span>
      {row.unconfirmed && row.sync !== 'attention' ? (
        <span className="day-row-name day-row-pending">
          <span>
            {row.firstName} {row.lastName}
          </span>
          <small>{texts.pending}</small>
        </span>
      ) : (
        <span className="day-row-name">
          {row.firstName} {row.lastName}
        </span>
      )}
      <span className="day-row-father">{row.fatherName}</span>
      <bdi dir="ltr" className="day-row-code">
        {format.digits(row.nationalCode)}
      </bdi>
      <bdi dir="ltr" className="day-row-mobile">
        {row.mobile === null ? '' : format.digits(groupMobile(row.mobile))}
      </bdi>
      <span className="day-row-state">
        <span className={`day-chip ${look.chip}`}>
          <StateIcon state={row.state} />
          {texts.states[row.state]}
        </span>
      </span>
      <span className={`day-row-sync ${syncColours[row.sync]}`} title={texts.sync[row.sync]}>
        <SyncIcon sync={row.sync} />
        <span className="sr-only">{texts.sync[row.sync]}</span>
      </span>
      {marked && <span className="sr-only">{texts.changed}</span>}
    </div>
  )
})
