import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useCallback, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayRow as Row } from '#shared/contract/office.ts'
import { focusApplicantSide } from '../../app/open-appointment.ts'
import { noticeRoom, useNotices } from '../../design/notice.ts'
import { type Room, useRoom } from '../../design/use-room.ts'
import { useDay } from '../../stores/day.ts'
import { type Move, moveSelection, positionOf, useListView } from '../../stores/list-view.ts'
import { usePreferences } from '../../stores/preferences.ts'
import { select, useSelection } from '../../stores/selection.ts'
import './day-list.css'
import { DayRow } from './day-row.tsx'
import { itemAt, itemOfRow, layOut, SLOT_HEIGHT, slotProgress } from './list-items.ts'
import { RowIcons } from './row-icons.tsx'
import { LIST_ID, rowElementId } from './row-ids.ts'
import { useRowTexts } from './row-texts.ts'
import { SlotHeader } from './slot-header.tsx'
import { useScrollHold } from './use-scroll-hold.ts'

const rowHeights = { regular: 44, compact: 36 } as const

const keys: Partial<Record<string, Move>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  PageDown: 'pageDown',
  PageUp: 'pageUp',
  Home: 'first',
  End: 'last',
}

/** Which columns a row has beside its name and state, from which width, rem. */
const columns = [
  ['code', 34],
  ['father', 45],
  ['mobile', 51.25],
] as const

const markColumns = (list: HTMLElement, { width }: Room) => {
  const shown = columns.flatMap(([column, from]) => (width >= from ? column : []))
  list.dataset.columns = shown.join(' ')
}

/**
 * The day's rows, grouped by slot and virtualised. One listbox for assistive technology: the selected option is always
 * in the document, so that aria-activedescendant of the list and of the search field can point at it.
 */
export function DayList({
  rows,
  visible,
  question,
}: {
  rows: readonly Row[]
  visible: readonly Row[]
  question: string
}) {
  const { t } = useTranslation()
  const texts = useRowTexts()
  const rowHeight = rowHeights[usePreferences((preferences) => preferences.density)]
  const marked = useDay((store) => store.marked)
  const selected = useSelection((store) => store.appointmentId)
  const reveal = useSelection((store) => store.reveal)
  const scroller = useRef<HTMLDivElement>(null)

  const slots = useMemo(() => slotProgress(rows), [rows])
  const layout = useMemo(() => layOut(visible, slots, rowHeight), [visible, slots, rowHeight])
  const selectedPosition = useMemo(() => positionOf(selected, visible), [selected, visible])
  const selectedItem = selectedPosition === -1 ? -1 : itemOfRow(layout, selectedPosition)

  const virtualizer = useVirtualizer({
    count: layout.itemCount,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (itemAt(layout, index)?.kind === 'slot' ? SLOT_HEIGHT : rowHeight),
    // A new function for a new layout: the virtualizer computes its sizes anew when this one changes.
    getItemKey: useCallback((index: number) => (layout ? index : index), [layout]),
    overscan: 4,
    // A row brought into view stays clear of the header that sticks above it.
    scrollPaddingStart: SLOT_HEIGHT,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      const known =
        selectedItem === -1 || (selectedItem >= (shown[0] ?? 0) && selectedItem <= (shown.at(-1) ?? -1))
      return known ? shown : [...shown, selectedItem].sort((a, b) => a - b)
    },
  })
  useScrollHold(scroller, layout, question)
  useRoom(scroller, markColumns)

  // biome-ignore lint/correctness/useExhaustiveDependencies: brought into view only when it was chosen, not when the list changes
  useLayoutEffect(() => {
    if (selectedItem !== -1) virtualizer.scrollToIndex(selectedItem, { align: 'auto' })
  }, [reveal, selectedItem === -1])

  // A notice takes room from the foot of the list: the chosen row, if it stood there, is brought above it.
  const room = useNotices((store) => store.room)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the room becomes another
  useLayoutEffect(() => {
    const box = scroller.current
    const item = itemAt(layout, selectedItem)
    if (!box || !item || room === 0) return
    const below = item.start + rowHeight - box.scrollTop - box.clientHeight
    if (below > 0 && below <= room) box.scrollTop += below
  }, [room])

  useLayoutEffect(() => {
    const height = scroller.current?.clientHeight ?? 0
    useListView.setState({ page: Math.max(1, Math.floor((height - SLOT_HEIGHT) / rowHeight) - 1) })
  }, [rowHeight])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const move = keys[event.key]
    if (move) moveSelection(move)
    else if (event.key === 'Enter' && selectedItem !== -1) focusApplicantSide()
    else return
    event.preventDefault()
  }

  const onMouseDown = (event: MouseEvent) => {
    const row =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-appointment]') : null
    const id = row?.dataset.appointment
    if (event.button !== 0 || id === undefined) return
    // The focus stays in the search field, where the hands are.
    event.preventDefault()
    select(id)
  }

  const virtualItems = virtualizer.getVirtualItems()
  const first = virtualItems[0]?.start ?? 0
  const last = virtualItems.at(-1)?.end ?? 0

  return (
    <div
      ref={scroller}
      className="day-list above-notices relative min-h-0 flex-1 overflow-y-auto"
      style={noticeRoom(room)}
    >
      <RowIcons />
      <div
        id={LIST_ID}
        role="listbox"
        tabIndex={0}
        aria-label={t('day.list')}
        aria-activedescendant={selectedItem === -1 || selected === null ? undefined : rowElementId(selected)}
        onKeyDown={onKeyDown}
        onMouseDown={onMouseDown}
        className="relative w-full outline-none focus-visible:shadow-[inset_0_0_0_2px_var(--focus)]"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {layout.groups.map(
          ({ progress, start, end }) =>
            start < last &&
            end > first && <SlotHeader key={progress.slot} progress={progress} start={start} end={end} />,
        )}
        {virtualItems.map(({ index }) => {
          const item = itemAt(layout, index)
          const row = item?.kind === 'row' ? visible[item.position] : undefined
          if (item?.kind !== 'row' || !row) return null
          return (
            <DayRow
              // By its place, not by its id: a filtered list then changes the words of the lines it has.
              key={item.position}
              row={row}
              start={item.start}
              height={rowHeight}
              selected={row.id === selected}
              marked={marked.has(row.id)}
              position={item.position}
              count={visible.length}
              texts={texts}
            />
          )
        })}
      </div>
    </div>
  )
}
