import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '#shared/contract/office.ts'
import { focusWithDocument } from '../../app/open-appointment.ts'
import { inOverlay, matches, runShortcut, useShortcuts } from '../../app/shortcuts.ts'
import { ErrorState } from '../../design/error-state.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { type Room, useRoom } from '../../design/use-room.ts'
import { coreNow, useClock } from '../../stores/clock.ts'
import { useSession } from '../../stores/session.ts'
import { HistoryList } from '../history/history-list.tsx'
import { SlipStrip } from '../paper/slip-strip.tsx'
import { focusSearch } from '../search/focus.ts'
import { ActBar } from './act-bar.tsx'
import { Checklist } from './checklist.tsx'
import { checklistOf, nextUndecided } from './checklist-model.ts'
import { Identity, IdentityFacts } from './identity.tsx'
import { useActs } from './use-acts.ts'
import { useVisit } from './use-visit.ts'
import { checklistRefusal, type Person, visitActs } from './visit-acts.ts'

/** The `low-pane` of the styles: little stands above one another, because the text is large or the window low. */
const markLow = (pane: HTMLElement, { height }: Room) => pane.toggleAttribute('data-low-pane', height < 30)

/** The person's side: who it is, the checklist, what happened, and what can be done next. */
export function ApplicantPane({ appointmentId }: { appointmentId: string }) {
  const { visit, problem, take, reload } = useVisit(appointmentId)
  const user = useSession((session) => session.user)
  if (!visit) return problem ? <ErrorState problem={problem} onRetry={reload} /> : <PaneSkeleton />
  if (!user) return null
  return <Pane visit={visit} person={user} take={take} reload={reload} />
}

function Pane({
  visit,
  person,
  take,
  reload,
}: {
  visit: Visit
  person: Person
  take: (visit: Visit) => void
  reload: () => void
}) {
  const { t } = useTranslation()
  const pane = useRef<HTMLDivElement>(null)
  useRoom(pane, markLow)
  const acts = useActs(take, reload)
  const [showsHistory, setShowsHistory] = useState(false)
  const now = useNow()
  const { appointment, items } = visit
  const model = useMemo(() => checklistOf(appointment, items), [appointment, items])
  const offers = visitActs(visit, person, now)
  const isWorkable = !showsHistory && checklistRefusal(visit, person, now) === null
  const firstUndecided = isWorkable ? nextUndecided(model, null) : null

  const toggleHistory = () => setShowsHistory((shown) => !shown)
  useShortcuts([
    {
      keys: 'H',
      label: t('applicant.keys.history'),
      group: 'inApplicant',
      within: () => pane.current,
      run: toggleHistory,
    },
  ])

  const focusFirst = useCallback(() => {
    const first = pane.current?.querySelector<HTMLElement>('[data-first-focus]')
    if (first) focusWithDocument(first)
  }, [])
  const focusMain = useCallback(() => {
    pane.current?.querySelector<HTMLElement>('[data-main-act]')?.focus()
  }, [])

  // Whoever came to this side before the visit was there is taken on to where the work begins.
  useEffect(() => {
    if (document.activeElement && document.activeElement === pane.current?.parentElement) focusFirst()
  }, [focusFirst])

  /** After an act the hand goes on to what comes next: the checklist, serving, or the next applicant. */
  const [actsDone, setActsDone] = useState(0)
  const servesNext = offers.main?.name === 'serve' && offers.main.refusal === null
  const staysHere = firstUndecided !== null || servesNext
  // biome-ignore lint/correctness/useExhaustiveDependencies: only an act moves the hand
  useEffect(() => {
    if (actsDone === 0) return
    if (staysHere) focusFirst()
    else focusSearch({ select: true })
  }, [actsDone])

  return (
    <div
      ref={pane}
      className="flex h-full min-h-0 flex-col contain-strict"
      onKeyDownCapture={(event) => {
        // A focused button would take Enter for itself, with or without Ctrl. A dialog of this side is none of it.
        if (!matches(event.nativeEvent, 'Ctrl+Enter') || inOverlay(event.target)) return
        event.stopPropagation()
        runShortcut(event.nativeEvent)
      }}
    >
      <Identity visit={visit} />
      {/* Where there is little room the facts go with the checklist; the name stays. */}
      <div className="flex min-h-0 flex-1 flex-col low-pane:overflow-y-auto">
        <IdentityFacts visit={visit} />
        <SlipStrip visit={visit} acts={actsDone} within={pane} />
        <div
          className="min-h-0 flex-1 overflow-y-auto low-pane:flex-none low-pane:overflow-visible"
          data-scroll="applicant"
        >
          {showsHistory ? (
            <HistoryList entries={visit.history} items={items} day={appointment.date} />
          ) : (
            <Checklist
              visit={visit}
              model={model}
              person={person}
              now={now}
              acts={acts}
              onAllDecided={focusMain}
            />
          )}
        </div>
      </div>
      <ActBar
        visit={visit}
        model={model}
        offers={offers}
        acts={acts}
        isFirstFocus={firstUndecided === null}
        showsHistory={showsHistory}
        onToggleHistory={toggleHistory}
        onDone={() => setActsDone((count) => count + 1)}
      />
    </div>
  )
}

/** The core's time, stepping each minute; before it is known nothing that depends on the day is allowed. */
function useNow(): string {
  useClock((clock) => clock.minute)
  return coreNow() ?? new Date(0).toISOString()
}

/** Ordinarily the answer is there sooner than this, ms: what would be drawn until then only delays it. */
const SKELETON_AFTER = 120

function PaneSkeleton() {
  const { t } = useTranslation()
  const [isLate, setIsLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), SKELETON_AFTER)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div role="status" aria-label={t('applicant.loading')} aria-busy className="flex h-full flex-col">
      {isLate && <Bones />}
    </div>
  )
}

function Bones() {
  return (
    <>
      <div className="border-b border-line px-6 pt-4 pb-3.5">
        <div className="flex items-start justify-between">
          <div className="flex flex-col gap-2.5">
            <Skeleton className="h-8 w-64" />
            <Skeleton className="h-5 w-40" />
          </div>
          <Skeleton className="h-14 w-21" />
        </div>
        <div className="mt-4 flex gap-7">
          {['w-16', 'w-24', 'w-28', 'w-24', 'w-20'].map((width, index) => (
            <Skeleton key={`${width}-${index < 2 ? 'a' : index}`} className={`h-9 ${width}`} />
          ))}
        </div>
      </div>
      <div className="flex flex-col gap-4 px-6 pt-5">
        {['a', 'b', 'c', 'd', 'e'].map((key) => (
          <div key={key} className="flex items-center gap-3">
            <Skeleton className="size-[22px]" />
            <Skeleton className="h-9 flex-1" />
            <Skeleton className="h-8 w-29" />
          </div>
        ))}
      </div>
    </>
  )
}
