import { CalendarX2, Lock, SearchX, UserRound } from 'lucide-react'
import { memo, useLayoutEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBoundary } from '../../app/error-boundary.tsx'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { ErrorState } from '../../design/error-state.tsx'
import { noticeFoot } from '../../design/notice-foot.ts'
import { reloadDay, useDay } from '../../stores/day.ts'
import { clearNarrowing, clearStates, setSearch, useListView } from '../../stores/list-view.ts'
import { useSelection } from '../../stores/selection.ts'
import { useHasRole } from '../../stores/session.ts'
import { ApplicantPane } from '../applicant/applicant-pane.tsx'
import { CloseDayButton } from '../closing/close-day-button.tsx'
import { useMayAdmit, WalkInButton } from '../walk-in/walk-in-button.tsx'
import { ChangesSaid } from './changes-said.tsx'
import { DayList } from './day-list.tsx'
import { DaySkeleton } from './day-skeleton.tsx'
import { StateFilters } from './state-filters.tsx'
import { useSettled } from './use-settled.ts'
import { useVisibleRows } from './use-visible-rows.ts'

/** The place where the day's work is done: the list and the person side by side. */
export function DayPlace() {
  const { t } = useTranslation()
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[clamp(560px,46.4%,860px)_minmax(0,1fr)] narrow:grid-cols-1 narrow:grid-rows-[22rem_minmax(0,1fr)]">
      <section
        aria-label={t('day.list')}
        data-tour="list"
        className="flex min-h-0 flex-col border-e border-line bg-paper narrow:border-e-0 narrow:border-b"
      >
        <ListSide />
      </section>
      <PersonSide />
    </div>
  )
}

function ListSide() {
  const { date, status, problem, rows } = useDay()
  const search = useListView((view) => view.narrowedBy)
  const states = useListView((view) => view.states)
  const visible = useVisibleRows(date, rows, search, states)
  const question = useMemo(() => `${date}|${search}|${states.join()}`, [date, search, states])

  useLayoutEffect(() => {
    useListView.setState({ shown: visible })
    return () => useListView.setState({ shown: [] })
  }, [visible])

  if (status === 'failed' && problem) {
    return <ErrorState problem={problem} onRetry={() => void reloadDay()} />
  }
  return (
    <>
      <ChangesSaid />
      <StateFilters rows={rows} />
      {status === 'loading' ? (
        <DaySkeleton />
      ) : visible.length > 0 ? (
        <DayList rows={rows} visible={visible} question={question} />
      ) : (
        <Nothing total={rows.length} search={search} filtered={states.length > 0} />
      )}
      <ListFoot total={rows.length} shown={visible.length} />
    </>
  )
}

/** Why the list is empty, and the way out. */
function Nothing({ total, search, filtered }: { total: number; search: string; filtered: boolean }) {
  const { t } = useTranslation()
  return (
    <div className="min-h-0 flex-1" role="status">
      {total === 0 ? (
        <EmptyState
          icon={<CalendarX2 aria-hidden />}
          title={t('day.emptyTitle')}
          detail={t('day.emptyDetail')}
        />
      ) : search.trim() !== '' ? (
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={t('day.nothingFound', { query: search.trim() })}
          detail={t('day.nothingFoundDetail')}
          action={
            <Button onPress={() => (filtered ? clearNarrowing() : setSearch(''))}>
              {t('day.clearSearch')}
            </Button>
          }
        />
      ) : (
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={t('day.nothingInFilter')}
          detail={t('day.nothingInFilterDetail')}
          action={<Button onPress={clearStates}>{t('day.clearFilter')}</Button>}
        />
      )}
    </div>
  )
}

/** How much of the day is shown, and whether the day is closed. */
function ListFoot({ total, shown }: { total: number; shown: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const day = useDay((store) => store.day)
  const date = useDay((store) => store.date)
  const closes = useHasRole('supervisor')
  const closed = day?.closed ?? null
  const mayAdmit = useMayAdmit()
  if (total === 0 && !closed && !mayAdmit) return null
  return (
    <footer
      ref={noticeFoot}
      className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 border-t border-line bg-paper px-[18px] text-small text-second"
    >
      <span aria-live="polite" className="shrink-0">
        {shown === total ? t('day.count', { count: total }) : t('day.shown', { shown, total })}
      </span>
      {shown !== total && <ShowAll />}
      {closed && (
        // With the ways to open it again and to its report there may be no room beside: they go below then.
        <span className="flex min-w-0 grow basis-56 items-center gap-1.5 py-1.5 text-ink">
          <Lock size={14} aria-hidden className="shrink-0 text-second" />
          <span className="line-clamp-2">
            {closed.by.kind === 'user'
              ? t('day.closed', { name: closed.by.displayName, time: format.timeOf(closed.at) })
              : t('day.dayClosedMark')}
          </span>
        </span>
      )}
      <span className="ms-auto flex shrink-0 items-center gap-1">
        {mayAdmit && <WalkIn />}
        {closes && date !== null && (total > 0 || closed) && <CloseDay date={date} />}
      </span>
    </footer>
  )
}

// The foot is drawn anew at every key that is typed; its buttons are not.

const ShowAll = memo(function ShowAll() {
  const { t } = useTranslation()
  return (
    <Button size="s" variant="quiet" className="h-7" onPress={clearNarrowing}>
      {t('day.showAll')}
    </Button>
  )
})

const CloseDay = memo(CloseDayButton)
const WalkIn = memo(WalkInButton)

/** The person chosen in the list, or how to choose one. */
function PersonSide() {
  const { t } = useTranslation()
  const selected = useSelection((store) => store.appointmentId)
  // While an arrow key is held down the side waits for the end of the run instead of asking for every row passed.
  const settled = useSettled(selected, 120)
  return (
    <section
      id="applicant-side"
      data-tour="side"
      tabIndex={-1}
      aria-label={t('day.applicantSide')}
      data-help="applicant"
      className="min-h-0 min-w-0 overflow-hidden bg-surface outline-none focus-visible:focus-ring-inset"
    >
      {settled === null ? (
        <EmptyState
          icon={<UserRound aria-hidden />}
          title={t('day.noSelection')}
          detail={t('day.noSelectionDetail')}
        />
      ) : (
        <ErrorBoundary key={settled}>
          <ApplicantPane key={settled} appointmentId={settled} />
        </ErrorBoundary>
      )}
    </section>
  )
}
