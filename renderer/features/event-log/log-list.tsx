import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { LogEntry } from '#shared/contract/event-log.ts'
import { ScrollRegion } from '../../design/scroll-region.tsx'
import { LogRow, logColumns } from './log-row.tsx'
import type { Log } from './use-log.ts'

const rowHeight = 56
/** Rows before the end of what is here at which the next page is asked for. */
const ahead = 40

/** The entries, virtualised: only what is seen is drawn, however many there are. */
export function LogList({ log, entries }: { log: Log; entries: readonly LogEntry[] }) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLElement>(null)
  const { hasMore, more, total } = log
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  const rows = virtualizer.getVirtualItems()
  const last = rows.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last >= entries.length - ahead) more()
  }, [hasMore, last, entries.length, more])

  // Another question begins at the top.
  const first = entries[0]?.eventId
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first entry stands for the question
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
  }, [first])

  return (
    <ScrollRegion ref={scroller} aria-label={t('eventLog.entries')} className="min-h-0 flex-1">
      <table aria-rowcount={total + 1} className="block w-full min-w-[60rem]">
        <thead className="sticky top-0 z-10 block bg-paper">
          <tr aria-rowindex={1} className={`${logColumns} h-9 border-b border-line`}>
            {(['time', 'event', 'applicant', 'actor', 'device', 'sync'] as const).map((column) => (
              <th key={column} scope="col" className="text-start text-label font-semibold text-second">
                {t(`eventLog.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="relative block" style={{ height: virtualizer.getTotalSize() }}>
          {rows.map(({ index, start }) => {
            const entry = entries[index]
            return (
              entry && (
                <LogRow key={entry.eventId} entry={entry} index={index} start={start} height={rowHeight} />
              )
            )
          })}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
