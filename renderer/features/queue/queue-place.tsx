import { ArrowRightLeft, BellRing, Megaphone, SkipForward, UserRound, UsersRound } from 'lucide-react'
import { type KeyboardEvent, useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Queue, QueueEntry } from '#shared/contract/queue.ts'
import { useFormat } from '../../app/format.ts'
import { focusApplicantSide, openAppointment } from '../../app/open-appointment.ts'
import { Button } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { ErrorState } from '../../design/error-state.tsx'
import { KeyArea } from '../../design/key-area.tsx'
import { noticeFoot } from '../../design/notice-foot.ts'
import { Skeleton } from '../../design/skeleton.tsx'
import { useDesk } from '../../stores/desk.ts'
import { useHasRole } from '../../stores/session.ts'
import { CALL_NEXT_KEY } from './desk-strip.tsx'
import { usePlaceWords } from './place-words.ts'
import { askForDesk } from './queue-dialogs.ts'
import { QueueList } from './queue-list.tsx'
import { refreshQueue, useQueue, useQueueStore } from './queue-store.ts'
import { useQueueActs } from './use-queue-acts.ts'

/** «صف»: who waits for what, how long, and who is at which desk. */
export function QueuePlace() {
  const { t } = useTranslation()
  const queue = useQueue()
  const problem = useQueueStore((store) => store.problem)
  if (queue === null) {
    return problem ? <ErrorState problem={problem} onRetry={() => void refreshQueue()} /> : <QueueSkeleton />
  }
  if (queue.waiting.length === 0 && queue.atDesk.length === 0) {
    return (
      <div role="status" className="flex min-h-0 flex-1 flex-col">
        <EmptyState
          icon={<UsersRound aria-hidden />}
          title={t('queue.emptyTitle')}
          detail={t('queue.emptyDetail')}
        />
      </div>
    )
  }
  return <Lists queue={queue} />
}

function Lists({ queue }: { queue: Queue }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [selected, select] = useState<string | null>(null)
  const lists = useRef<HTMLDivElement>(null)
  const desk = useDesk((store) => store.desk)
  const { waiting, atDesk } = queue
  const next = waiting.find((entry) => entry.desk === null || entry.desk === desk)
  const chosen = [...waiting, ...atDesk].find((entry) => entry.id === selected) ?? null
  const open = useCallback((entry: QueueEntry) => {
    openAppointment(entry)
    requestAnimationFrame(() => requestAnimationFrame(focusApplicantSide))
  }, [])
  const shared = { nextId: next?.id ?? null, selected, onSelect: select, onOpen: open }

  /** Sideways from list to list, as they lie on the screen. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const boxes = [...(lists.current?.querySelectorAll<HTMLElement>('[role="listbox"]') ?? [])]
    const here = boxes.findIndex((box) => box.contains(document.activeElement))
    if (here === -1) return
    const isForward = (event.key === 'ArrowLeft') === (document.documentElement.dir === 'rtl')
    boxes[here + (isForward ? 1 : -1)]?.focus()
    event.preventDefault()
  }

  const newest = atDesk.filter((entry) => entry.desk !== desk).at(-1)
  return (
    <>
      {/* The calls of the other desks; one's own are said where they are made. */}
      <p role="status" className="sr-only">
        {newest &&
          t('queue.called', {
            number: format.digits(newest.queueNumber ?? '–'),
            desk: format.digits(newest.desk ?? '–'),
          })}
      </p>
      <KeyArea
        ref={lists}
        onKeyDown={onKeyDown}
        className="grid min-h-0 flex-1 grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)_minmax(0,1fr)] bg-paper narrow:grid-cols-1 narrow:grid-rows-[minmax(0,1.25fr)_minmax(0,1fr)_minmax(0,1fr)]"
      >
        <QueueList
          {...shared}
          title={t('queue.stage.documents')}
          detail={t('queue.stage.documentsDetail')}
          empty={t('queue.stage.documentsEmpty')}
          entries={waiting.filter(({ stage }) => stage === 'documents')}
        />
        <QueueList
          {...shared}
          title={t('queue.stage.at_desk')}
          detail={t('queue.stage.at_deskDetail')}
          empty={t('queue.stage.at_deskEmpty')}
          entries={atDesk}
        />
        <QueueList
          {...shared}
          title={t('queue.stage.complete')}
          detail={t('queue.stage.completeDetail')}
          empty={t('queue.stage.completeEmpty')}
          entries={waiting.filter(({ stage }) => stage === 'complete')}
        />
      </KeyArea>
      <Foot chosen={chosen} next={next ?? null} open={open} />
    </>
  )
}

/** Whom the desk calls next and why; and what can be done with the chosen one. */
function Foot({
  chosen,
  next,
  open,
}: {
  chosen: QueueEntry | null
  next: QueueEntry | null
  open: (entry: QueueEntry) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = usePlaceWords()
  const acts = useQueueActs()
  const mayCall = useHasRole('documents', 'supervisor')
  const desk = useDesk((store) => store.desk)
  const busy = useQueueStore((store) => store.busy)
  const name = (entry: QueueEntry) =>
    `${format.digits(entry.queueNumber ?? '–')} · ${entry.firstName} ${entry.lastName}`
  return (
    <footer
      ref={noticeFoot}
      className="flex shrink-0 items-center gap-2 border-t border-line bg-paper px-6 py-3 narrow:flex-wrap narrow:justify-end"
    >
      <p className="me-auto min-w-0 truncate text-small text-second narrow:basis-full">
        {chosen ? (
          <>
            <strong className="font-semibold text-ink">{name(chosen)}</strong>
            {' — '}
            {words(chosen)}
          </>
        ) : next ? (
          t('queue.nextIs', { who: name(next), why: words(next) })
        ) : (
          t('queue.nobodyNext')
        )}
      </p>
      {chosen && (
        <Button variant="quiet" icon={<UserRound size={16} aria-hidden />} onPress={() => open(chosen)}>
          {t('queue.open')}
        </Button>
      )}
      {mayCall && chosen?.stage === 'at_desk' && (
        <>
          <Button icon={<BellRing size={16} aria-hidden />} onPress={() => acts.recall(chosen)}>
            {t('queue.recall')}
          </Button>
          <Button
            icon={<SkipForward size={16} aria-hidden className="rtl:-scale-x-100" />}
            onPress={() => acts.skip(chosen)}
          >
            {t('queue.skip')}
          </Button>
          <Button icon={<ArrowRightLeft size={16} aria-hidden />} onPress={() => acts.startHandOver(chosen)}>
            {t('queue.handOver')}
          </Button>
        </>
      )}
      {mayCall && chosen && chosen.stage !== 'at_desk' && chosen.id !== next?.id && (
        <Button isPending={busy === 'call'} onPress={() => acts.call(chosen)}>
          {t('queue.callThis')}
        </Button>
      )}
      {mayCall && desk === null && (
        <Button variant="quiet" onPress={() => askForDesk()}>
          {t('queue.chooseDesk')}
        </Button>
      )}
      {mayCall && (
        <Button
          variant="primary"
          icon={<Megaphone size={16} aria-hidden />}
          shortcut={CALL_NEXT_KEY}
          isPending={busy === 'callNext'}
          disabledReason={next === null ? t('queue.nobodyNext') : null}
          onPress={acts.callNext}
        >
          {t('queue.callNext')}
        </Button>
      )}
    </footer>
  )
}

function QueueSkeleton() {
  const { t } = useTranslation()
  return (
    <div
      role="status"
      aria-busy
      aria-label={t('common.loading')}
      className="grid flex-1 grid-cols-3 gap-6 p-6"
    >
      {['a', 'b', 'c'].map((key) => (
        <div key={key} className="flex flex-col gap-4">
          <Skeleton className="h-6 w-40" />
          <Skeleton className="h-12 w-full" />
          <Skeleton className="h-12 w-full" />
          <Skeleton className="h-12 w-full" />
        </div>
      ))}
    </div>
  )
}
