import { FileDown, Printer } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScheduleFilter } from '#shared/contract/office.ts'
import { addDays } from '#shared/domain/civil-date.ts'
import { isSameScheduleCopy, type ScheduleCopy } from '#shared/domain/schedule-copy.ts'
import { useFormat } from '../../app/format.ts'
import { useShortcuts } from '../../app/shortcuts.ts'
import { Button } from '../../design/button.tsx'
import { Checkbox } from '../../design/checkbox.tsx'
import { Choice } from '../../design/choice.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { ErrorState, ProblemNote } from '../../design/error-state.tsx'
import { useNoticeRoom } from '../../design/notice.ts'
import { noticeFoot } from '../../design/notice-foot.ts'
import { ScrollRegion } from '../../design/scroll-region.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { ScheduleDocument } from '../../print/schedule-document.tsx'
import { useClock } from '../../stores/clock.ts'
import { openDay, useDay } from '../../stores/day.ts'
import { desktop } from '../../transport/bridge.ts'
import { PrintOutcome } from './print-outcome.tsx'
import { type LineChoice, ScheduleFilters } from './schedule-filters.tsx'
import { UnprintedSchedules } from './unprinted-schedules.tsx'
import { type PrintWay, usePrinting } from './use-printing.ts'
import { useSchedule } from './use-schedule.ts'

/** The day's list as paper: what is on it, the very sheets that come out, and the way to the printer. */
export function SchedulePlace() {
  const { t } = useTranslation()
  const format = useFormat()
  const date = useDay((store) => store.date)
  const rows = useDay((store) => store.rows)
  const [choice, setChoice] = useState<LineChoice>({ states: [], slot: null })
  const [large, setLarge] = useState(false)
  const [asksHowPdf, setAsksHowPdf] = useState(false)
  const [sheets, setSheets] = useState<number | null>(null)
  const room = useNoticeRoom()
  const filter = useMemo<ScheduleFilter | null>(
    () => (date === null ? null : { date, states: choice.states, slot: choice.slot }),
    [date, choice],
  )
  const printing = usePrinting(filter, large)
  const { schedule, problem, reload } = useSchedule(filter, printing.way !== null)
  const shown = schedule !== null && schedule.filter.date === date ? schedule : null

  // What is counted has to be what stands on the sheets: the lines of a new choice may still be on their way.
  const isShown = shown !== null && isSameScheduleCopy({ ...shown.filter, large }, { ...choice, large })
  const failed = shown === null ? problem : null
  const disabledReason = failed
    ? t('schedule.notRead')
    : !isShown || sheets === null
      ? t('schedule.stillLoading')
      : printing.way !== null
        ? t('schedule.stillPrinting')
        : null
  const start = (way: PrintWay) => {
    if (disabledReason !== null) return
    if (way === 'pdf' && !desktop()) setAsksHowPdf(true)
    else void printing.print(way)
  }

  /** A copy that did not come out is printed again as soon as its lines are on the sheets. */
  const [again, setAgain] = useState<string | null>(null)
  const printAgain = ({ states, slot, large: inLargeType }: ScheduleCopy) => {
    setChoice({ states, slot })
    setLarge(inLargeType)
    setAgain(date)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: begun once, when nothing is in the way any more
  useEffect(() => {
    if (again === null || (again === date && disabledReason !== null)) return
    setAgain(null)
    // Who has gone to another day meanwhile does not want it any more.
    if (again === date) start('paper')
  }, [again, date, disabledReason])

  useShortcuts([
    { keys: 'Ctrl+P', label: t('schedule.print'), group: 'everywhere', run: () => start('paper') },
    { keys: 'Ctrl+S', label: t('schedule.savePdf'), group: 'everywhere', run: () => start('pdf') },
  ])
  const latest = useRef(start)
  latest.current = start
  useEffect(
    () =>
      desktop()?.onMenu((command) => {
        if (command === 'print') latest.current('paper')
        if (command === 'save-pdf') latest.current('pdf')
      }),
    [],
  )

  return (
    <section
      aria-label={t('schedule.place')}
      className="grid min-h-0 flex-1 grid-cols-[clamp(320px,23%,340px)_minmax(0,1fr)] narrow:grid-cols-1 narrow:grid-rows-[24rem_minmax(0,1fr)]"
    >
      <div className="flex min-h-0 flex-col border-e border-line bg-paper narrow:border-e-0 narrow:border-b">
        <div className="above-notices min-h-0 flex-1 overflow-y-auto p-5" style={room}>
          <h2 className="text-lead font-extrabold text-ink">{t('schedule.title')}</h2>
          <p className="mb-4 text-body text-second">{date !== null && format.date(date, 'full')}</p>
          <DayChoice />
          <ScheduleFilters rows={rows} choice={choice} onChange={setChoice} />
        </div>
        <footer ref={noticeFoot} className="flex shrink-0 flex-col gap-3 border-t border-line px-5 py-3">
          <ProblemNote problem={printing.problem} />
          <div role="status">
            <PrintOutcome last={printing.last} />
          </div>
          {date !== null && (
            <UnprintedSchedules date={date} except={printing.last?.printId ?? null} onAgain={printAgain} />
          )}
          <div className="flex flex-wrap items-center justify-between gap-x-3">
            <p className="text-small text-second" aria-live="polite">
              {shown !== null && sheets !== null && (
                <>
                  {t('schedule.onPaper')}:{' '}
                  <strong className="font-semibold text-ink">{format.number(shown.rows.length)}</strong>{' '}
                  {t('schedule.people')}
                  {t('common.comma')}
                  <strong className="font-semibold text-ink">{format.number(sheets)}</strong>{' '}
                  {t('schedule.pages')}
                </>
              )}
            </p>
            <Checkbox isSelected={large} onChange={setLarge}>
              {t('schedule.large')}
            </Checkbox>
          </div>
          <div className="flex flex-wrap gap-2">
            <Button
              className="flex-1"
              variant="primary"
              icon={<Printer size={16} aria-hidden />}
              shortcut="Ctrl+P"
              isPending={printing.way === 'paper'}
              disabledReason={printing.way === 'paper' ? null : disabledReason}
              onPress={() => start('paper')}
            >
              {t('schedule.print')}
            </Button>
            <Button
              className="flex-1"
              icon={<FileDown size={16} aria-hidden />}
              isPending={printing.way === 'pdf'}
              disabledReason={printing.way === 'pdf' ? null : disabledReason}
              onPress={() => start('pdf')}
            >
              {t('schedule.savePdf')}
            </Button>
          </div>
        </footer>
      </div>
      {failed ? (
        <ErrorState problem={failed} onRetry={reload} />
      ) : (
        <ScrollRegion
          aria-label={t('schedule.preview')}
          aria-busy={shown === null}
          className="min-h-0 bg-sunken p-6"
        >
          {shown === null ? (
            <SheetSkeleton />
          ) : (
            <ScheduleDocument schedule={shown} copy={printing.copy} large={large} onLaidOut={setSheets} />
          )}
        </ScrollRegion>
      )}
      <Dialog
        isOpen={asksHowPdf}
        onClose={() => setAsksHowPdf(false)}
        title={t('schedule.pdfInBrowserTitle')}
        help="schedule#pdf"
        width="s"
        actions={
          <>
            <Button onPress={() => setAsksHowPdf(false)}>{t('common.discard')}</Button>
            <Button
              variant="primary"
              autoFocus
              onPress={() => {
                setAsksHowPdf(false)
                void printing.print('pdf')
              }}
            >
              {t('schedule.openPrintDialog')}
            </Button>
          </>
        }
      >
        <p className="text-body text-second">{t('schedule.pdfInBrowser')}</p>
      </Dialog>
    </section>
  )
}

/** The day that is printed most, and the one that is printed the evening before. */
function DayChoice() {
  const { t } = useTranslation()
  const today = useClock((clock) => clock.today)
  const date = useDay((store) => store.date)
  if (today === null) return null
  const tomorrow = addDays(today, 1)
  return (
    <div className="pb-4">
      <Choice
        label={t('schedule.day')}
        value={date === today ? 'today' : date === tomorrow ? 'tomorrow' : ''}
        options={(['today', 'tomorrow'] as const).map((value) => ({ value, word: t(`common.${value}`) }))}
        onChange={(value) => void openDay(value === 'today' ? today : tomorrow)}
      />
    </div>
  )
}

function SheetSkeleton() {
  const { t } = useTranslation()
  return (
    <div
      role="status"
      aria-label={t('schedule.loading')}
      className="mx-auto w-[794px] border border-line bg-surface p-12"
    >
      <Skeleton className="mb-8 h-8 w-64" />
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'].map((key) => (
        <Skeleton key={key} className="mb-4 h-4 w-full" />
      ))}
    </div>
  )
}
