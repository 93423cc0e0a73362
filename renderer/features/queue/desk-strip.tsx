import { ArrowRightLeft, BellRing, Megaphone, SkipForward } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { openAppointment } from '../../app/open-appointment.ts'
import { useRoute } from '../../app/route.ts'
import { useShortcuts } from '../../app/shortcuts.ts'
import { Button } from '../../design/button.tsx'
import { useDesk } from '../../stores/desk.ts'
import { askForDesk } from './queue-dialogs.ts'
import { useQueue, useQueueStore } from './queue-store.ts'
import { useQueueActs } from './use-queue-acts.ts'
import { useWaited } from './use-waited.ts'

export const CALL_NEXT_KEY = 'F9'
const RECALL_KEY = 'F8'
const SKIP_KEY = 'Shift+F8'
const HAND_OVER_KEY = 'Shift+F9'

/**
 * The clerk's own desk, across the window: who is at it, how long, and what can be done; in every place the same keys. It is
 * there as soon as this machine has a desk; before that the key alone asks for one.
 */
export function DeskStrip() {
  const { t } = useTranslation()
  const desk = useDesk((store) => store.desk)
  const acts = useQueueActs()
  useShortcuts([
    {
      keys: CALL_NEXT_KEY,
      label: t('queue.callNext'),
      group: 'everywhere',
      run: (event) => !event.repeat && acts.callNext(),
    },
  ])
  return desk === null ? null : <Strip desk={desk} />
}

function Strip({ desk }: { desk: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const waited = useWaited()
  const queue = useQueue()
  const busy = useQueueStore((store) => store.busy)
  const acts = useQueueActs()
  // There the same stands at the foot.
  const place = useRoute((route) => route.place)
  const here = queue?.atDesk.find((entry) => entry.desk === desk)
  const callable = queue?.waiting.filter((entry) => entry.desk === null || entry.desk === desk).length ?? 0
  const when = () => here !== undefined
  useShortcuts([
    {
      keys: RECALL_KEY,
      label: t('queue.recall'),
      group: 'everywhere',
      when,
      run: (event) => here && !event.repeat && acts.recall(here),
    },
    {
      keys: SKIP_KEY,
      label: t('queue.skip'),
      group: 'everywhere',
      inFields: true,
      when,
      run: (event) => here && !event.repeat && acts.skip(here),
    },
    {
      keys: HAND_OVER_KEY,
      label: t('queue.handOver'),
      group: 'everywhere',
      inFields: true,
      when,
      run: () => here && acts.startHandOver(here),
    },
  ])
  return (
    <section
      aria-label={t('queue.myDesk', { desk: format.digits(desk) })}
      data-desk-strip
      className="flex min-h-11 shrink-0 items-center gap-3 narrow:flex-wrap border-b border-line bg-sunken ps-3 pe-5 text-small text-second"
    >
      <Button size="s" variant="quiet" className="h-7 font-extrabold" onPress={() => askForDesk()}>
        {t('queue.desk', { desk: format.digits(desk) })}
      </Button>
      <span className="flex min-w-0 items-center gap-2" data-at-desk={here?.queueNumber ?? ''}>
        {here ? (
          <>
            <button
              type="button"
              className="flex min-w-0 items-center gap-2 rounded-m px-2 py-0.5 text-body text-ink outline-none hover:bg-line/60 focus-visible:focus-ring"
              onClick={() => openAppointment(here)}
            >
              <strong className="text-lead font-extrabold text-accent">
                {format.digits(here.queueNumber ?? '–')}
              </strong>
              <span className="truncate font-semibold">
                {here.firstName} {here.lastName}
              </span>
            </button>
            <span className="shrink-0">
              {t('queue.inService')} · {waited(here.since)}
              {here.recalls > 0 && ` · ${t('queue.recalls', { count: here.recalls })}`}
            </span>
            {here.note !== null && (
              <span className="min-w-0 truncate text-ink" title={here.note}>
                {t('queue.noteOf', { name: here.by ?? '', note: here.note })}
              </span>
            )}
          </>
        ) : (
          <span>{t('queue.nobodyHere')}</span>
        )}
      </span>
      <span className="ms-auto flex shrink-0 items-center gap-1.5">
        {here && (
          <>
            <Button
              size="s"
              variant="quiet"
              className="h-7"
              icon={<BellRing size={14} aria-hidden />}
              shortcut={RECALL_KEY}
              isPending={busy === 'recall'}
              onPress={() => acts.recall(here)}
            >
              {t('queue.recall')}
            </Button>
            <Button
              size="s"
              variant="quiet"
              className="h-7"
              icon={<SkipForward size={14} aria-hidden className="rtl:-scale-x-100" />}
              shortcut={SKIP_KEY}
              isPending={busy === 'skip'}
              onPress={() => acts.skip(here)}
            >
              {t('queue.skip')}
            </Button>
            <Button
              size="s"
              variant="quiet"
              className="h-7"
              icon={<ArrowRightLeft size={14} aria-hidden />}
              shortcut={HAND_OVER_KEY}
              onPress={() => acts.startHandOver(here)}
            >
              {t('queue.handOver')}
            </Button>
          </>
        )}
        <span className="ps-2" aria-live="off">
          {t('queue.waitingCount', { count: callable })}
        </span>
        {place !== 'queue' && (
          <Button
            size="s"
            className="h-7"
            icon={<Megaphone size={14} aria-hidden />}
            shortcut={CALL_NEXT_KEY}
            isPending={busy === 'callNext'}
            onPress={acts.callNext}
          >
            {t('queue.callNext')}
          </Button>
        )}
      </span>
    </section>
  )
}
