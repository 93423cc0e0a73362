import type { RefObject } from 'react'
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schedule } from '#shared/contract/office.ts'
import { holdSheets } from './hold-sheets.ts'
import './schedule-document.css'
import type { SlotGroup } from './schedule-groups.ts'
import { groupBySlot } from './schedule-groups.ts'
import type { MeasuredGroup, PageBlock, SheetRoom } from './schedule-pages.ts'
import { layOutSheets } from './schedule-pages.ts'
import type { Copy } from './schedule-sheet.tsx'
import { SheetFoot, SheetGroup, SheetHead, SheetTable, SheetTotals } from './schedule-sheet.tsx'

export type { Copy } from './schedule-sheet.tsx'

type LaidOut = {
  schedule: Schedule
  language: string
  large: boolean
  groups: readonly SlotGroup[]
  sheets: PageBlock[][]
}

/**
 * The schedule as the sheets that come out of the printer: the same elements are the preview on the screen, the
 * printed pages and the PDF. Laid out when the fonts are there; `onLaidOut` then tells the number of sheets.
 */
export const ScheduleDocument = memo(function ScheduleDocument({
  schedule,
  copy,
  large = false,
  onLaidOut,
}: {
  schedule: Schedule
  /** Null while it is only looked at. */
  copy: Copy | null
  /** In large type, for eyes that want it: fewer columns, more sheets. */
  large?: boolean
  onLaidOut?: (sheets: number) => void
}) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const fontsReady = useFonts()
  const groups = useMemo(() => groupBySlot(schedule.rows), [schedule.rows])
  const [laidOut, setLaidOut] = useState<LaidOut | null>(null)
  const galley = useRef<HTMLDivElement>(null)
  const isCurrent = laidOut?.schedule === schedule && laidOut.language === language && laidOut.large === large
  const current = isCurrent ? laidOut : null
  const measuring = fontsReady && current === null

  useLayoutEffect(() => {
    if (!measuring || !galley.current) return
    const { room, measured } = measure(galley.current, groups)
    setLaidOut({ schedule, language, large, groups, sheets: layOutSheets(measured, room) })
  }, [measuring, groups, schedule, language, large])

  const told = useRef(onLaidOut)
  told.current = onLaidOut
  useEffect(() => {
    if (current) told.current?.(current.sheets.length)
  }, [current])

  const pages = current?.sheets.length ?? 0
  return (
    <>
      {measuring && <Galley ref={galley} schedule={schedule} groups={groups} large={large} />}
      {current && (
        <div ref={holdSheets} className="sheets" data-sheets={pages}>
          {current.sheets.map((blocks, index) => (
            <section
              key={firstLineOf(blocks)}
              className="sheet"
              data-large={large || undefined}
              aria-label={t('schedule.paper.page', { page: index + 1, pages })}
            >
              <SheetHead schedule={schedule} first={index === 0} />
              {index === 0 && <SheetTotals schedule={schedule} groups={groups} />}
              <div className="sheet-body">
                {schedule.rows.length === 0 ? (
                  <Nobody schedule={schedule} />
                ) : (
                  <SheetTable large={large}>
                    {blocks.map(({ group, from, to, continued }) => {
                      const slot = groups[group]
                      return (
                        slot && (
                          <SheetGroup
                            key={slot.slot}
                            group={slot}
                            from={from}
                            to={to}
                            continued={continued}
                            large={large}
                          />
                        )
                      )
                    })}
                  </SheetTable>
                )}
              </div>
              <SheetFoot copy={copy} page={index + 1} pages={pages} />
            </section>
          ))}
        </div>
      )}
    </>
  )
})

/** What tells one sheet of a pile from another. */
function firstLineOf(blocks: readonly PageBlock[]): string {
  const first = blocks[0]
  return first ? `${first.group}/${first.from}` : 'empty'
}

function Nobody({ schedule }: { schedule: Schedule }) {
  const { t } = useTranslation()
  const filtered = schedule.filter.states.length > 0 || schedule.filter.slot !== null
  return (
    <p className="sheet-empty">{t(filtered ? 'schedule.paper.nobodyFiltered' : 'schedule.paper.nobody')}</p>
  )
}

/** Both kinds of sheet, unseen, with every line on the first: what the heights are taken from. */
function Galley({
  ref,
  schedule,
  groups,
  large,
}: {
  ref: RefObject<HTMLDivElement | null>
  schedule: Schedule
  groups: readonly SlotGroup[]
  large: boolean
}) {
  return (
    <div ref={ref} aria-hidden className="sheet-galley">
      {[true, false].map((first) => (
        <div key={String(first)} className="sheet" data-large={large || undefined}>
          <SheetHead schedule={schedule} first={first} />
          {first && <SheetTotals schedule={schedule} groups={groups} />}
          <div className="sheet-body">
            <SheetTable large={large}>
              {first &&
                groups.map((group) => (
                  <SheetGroup
                    key={group.slot}
                    group={group}
                    from={0}
                    to={group.rows.length}
                    continued={false}
                    large={large}
                  />
                ))}
            </SheetTable>
          </div>
          <SheetFoot copy={null} page={1} pages={1} />
        </div>
      ))}
    </div>
  )
}

const heightOf = (element: Element | null | undefined): number =>
  element ? element.getBoundingClientRect().height : 0

function measure(
  galley: HTMLElement,
  groups: readonly SlotGroup[],
): { room: SheetRoom; measured: MeasuredGroup[] } {
  const [first, next] = [...galley.querySelectorAll('.sheet')].map(
    (sheet) => heightOf(sheet.querySelector('.sheet-body')) - heightOf(sheet.querySelector('thead')),
  )
  const lines = [...galley.querySelectorAll('tbody tr')].map(heightOf)
  // One line's border closes the last group of a sheet.
  const closing = 1
  let at = 0
  const measured = groups.map(({ rows }) => {
    const heights = lines.slice(at, at + rows.length)
    at += rows.length
    return { heading: 0, rows: heights }
  })
  return { room: { first: (first ?? 0) - closing, next: (next ?? 0) - closing }, measured }
}

/** True when the weights of the paper have been loaded: before that every width would be another font's. */
function useFonts(): boolean {
  const [ready, setReady] = useState(false)
  useEffect(() => {
    let wanted = true
    const weights = [400, 600, 700, 800].map((weight) =>
      // biome-ignore lint/plugin: a sample for the font, shown nowhere
      document.fonts?.load(`${weight} 12px "Vazirmatn Variable"`, 'نوبت ۱۲ 12'),
    )
    void Promise.allSettled(weights)
      .then(() => document.fonts?.ready)
      .then(() => {
        if (wanted) setReady(true)
      })
    return () => {
      wanted = false
    }
  }, [])
  return ready
}
