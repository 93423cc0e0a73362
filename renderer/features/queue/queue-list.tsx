import { type KeyboardEvent, memo, useId, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueEntry } from '#shared/contract/queue.ts'
import { useFormat } from '../../app/format.ts'
import { useNoticeRoom } from '../../design/notice.ts'
import { usePlaceWords } from './place-words.ts'
import { useWaited } from './use-waited.ts'
import './queue.css'

const steps: Partial<Record<string, (index: number, last: number) => number>> = {
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowUp: (index) => Math.max(index - 1, 0),
  PageDown: (index, last) => Math.min(index + 10, last),
  PageUp: (index) => Math.max(index - 10, 0),
  Home: () => 0,
  End: (_, last) => last,
}

/**
 * One list of the queue. The chosen row stays where it is on the screen when others come or go above it; a row does nothing
 * by itself, what can be done stands at the foot, which does not move.
 */
export function QueueList({
  title,
  detail,
  empty,
  entries,
  nextId,
  selected,
  onSelect,
  onOpen,
}: {
  title: string
  detail: string
  empty: string
  entries: readonly QueueEntry[]
  /** Whom this desk calls next. */
  nextId: string | null
  selected: string | null
  onSelect: (id: string) => void
  onOpen: (entry: QueueEntry) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const waited = useWaited()
  const words = usePlaceWords()
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const place = entries.findIndex((entry) => entry.id === selected)
  const rowId = (of: string) => `${id}-${of}`

  useHold(scroller, place === -1 || selected === null ? null : rowId(selected))

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const step = steps[event.key]
    const entry = entries[step && place !== -1 ? step(place, entries.length - 1) : Math.max(place, 0)]
    if (!entry) return
    if (step) {
      onSelect(entry.id)
      bringIntoView(scroller.current, document.getElementById(rowId(entry.id)))
    } else if (event.key === 'Enter' && place !== -1) onOpen(entry)
    else return
    event.preventDefault()
  }

  const room = useNoticeRoom()
  return (
    <section
      className="flex min-h-0 min-w-0 flex-col border-e border-line last:border-e-0 narrow:border-e-0 narrow:border-b"
      aria-label={title}
    >
      <header className="flex h-14 shrink-0 items-baseline gap-2 border-b border-line bg-paper px-[18px] pt-3.5">
        <h2 className="text-body font-extrabold text-ink">{title}</h2>
        <span className="text-body font-semibold text-accent">{format.number(entries.length)}</span>
        <span className="ms-auto truncate text-small text-second">{detail}</span>
      </header>
      <div ref={scroller} className="above-notices relative min-h-0 flex-1 overflow-y-auto" style={room}>
        {entries.length === 0 ? (
          <p className="px-[18px] py-6 text-body text-second">{empty}</p>
        ) : (
          <div
            role="listbox"
            tabIndex={0}
            aria-label={title}
            aria-activedescendant={place === -1 || selected === null ? undefined : rowId(selected)}
            onKeyDown={onKeyDown}
            onFocus={(event) => {
              const first = entries[0]
              if (event.target === event.currentTarget && place === -1 && first) onSelect(first.id)
            }}
            className="outline-none focus-visible:focus-ring-inset"
          >
            {entries.map((entry, index) => (
              <QueueRow
                key={entry.id}
                id={rowId(entry.id)}
                entry={entry}
                number={format.digits(entry.queueNumber ?? '–')}
                waited={waited(entry.since)}
                words={words(entry)}
                next={entry.id === nextId ? t('queue.next') : null}
                desk={entry.desk === null ? null : t('queue.desk', { desk: format.digits(entry.desk) })}
                isSelected={entry.id === selected}
                position={index + 1}
                count={entries.length}
                onSelect={onSelect}
                onOpen={onOpen}
              />
            ))}
          </div>
        )}
      </div>
    </section>
  )
}

function bringIntoView(box: HTMLElement | null, row: HTMLElement | null): void {
  if (!box || !row) return
  const bottom = row.offsetTop + row.offsetHeight
  if (row.offsetTop < box.scrollTop) box.scrollTop = row.offsetTop
  else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight
}

/** Keeps a row at the height where it was, whatever has come or gone above it. */
function useHold(scroller: React.RefObject<HTMLDivElement | null>, rowId: string | null): void {
  const before = useRef<{ rowId: string; top: number } | null>(null)
  useLayoutEffect(() => {
    const box = scroller.current
    const row = rowId === null ? null : document.getElementById(rowId)
    if (!box || !row || rowId === null) {
      before.current = null
      return
    }
    const top = row.offsetTop - box.scrollTop
    const was = before.current
    const wasSeen = was?.rowId === rowId && was.top > -row.offsetHeight && was.top < box.clientHeight
    if (was && wasSeen && was.top !== top) box.scrollTop += top - was.top
    const note = () => {
      before.current = { rowId, top: row.offsetTop - box.scrollTop }
    }
    note()
    box.addEventListener('scroll', note, { passive: true })
    return () => box.removeEventListener('scroll', note)
  })
}

/** Memoised: of four hundred rows those are drawn anew of which something has changed. */
const QueueRow = memo(function QueueRow({
  id,
  entry,
  number,
  waited,
  words,
  next,
  desk,
  isSelected,
  position,
  count,
  onSelect,
  onOpen,
}: {
  id: string
  entry: QueueEntry
  number: string
  waited: string
  words: string
  next: string | null
  desk: string | null
  isSelected: boolean
  position: number
  count: number
  onSelect: (id: string) => void
  onOpen: (entry: QueueEntry) => void
}) {
  const isPlain = entry.why === 'slot' || entry.stage === 'at_desk'
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: options are reached by aria-activedescendant of the list
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the list's
    <div
      id={id}
      role="option"
      aria-selected={isSelected}
      aria-posinset={position}
      aria-setsize={count}
      data-queue-row={entry.queueNumber ?? ''}
      data-stage={entry.stage}
      className="queue-row"
      onClick={() => onSelect(entry.id)}
      onDoubleClick={() => onOpen(entry)}
    >
      <span className="queue-row-number">{number}</span>
      <span className="queue-row-name">
        <span className="queue-row-person">
          {entry.firstName} {entry.lastName}
        </span>
        {next !== null && <span className="queue-row-next">{next}</span>}
      </span>
      <span className="queue-row-waited">{waited}</span>
      <span className={isPlain ? 'queue-row-why' : 'queue-row-why queue-row-why-marked'}>
        {entry.stage === 'at_desk' ? (entry.by ?? '') : words}
        {entry.note !== null && entry.stage !== 'at_desk' && ` · «${entry.note}»`}
      </span>
      {desk !== null && <span className="queue-row-desk">{desk}</span>}
    </div>
  )
})
