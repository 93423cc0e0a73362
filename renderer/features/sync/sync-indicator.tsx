import { FileSymlink, RotateCw, TriangleAlert, Unplug } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '#shared/contract/office.ts'
import { remedies } from '#shared/help/remedies.ts'
import { type Catalogue, catalogues } from '#shared/i18n/catalogues.ts'
import { useMoment } from '../../app/moment.ts'
import { go } from '../../app/route.ts'
import { Button } from '../../design/button.tsx'
import { ProblemNote } from '../../design/error-state.tsx'
import { HelpLink } from '../../design/help-link.tsx'
import { Popover } from '../../design/popover.tsx'
import { syncNow, useOffice } from '../../stores/office.ts'
import { useHasRole } from '../../stores/session.ts'
import { useLine } from '../../transport/line.ts'
import type { Problem } from '../../transport/problem.ts'
import { openExchange } from '../exchange/exchange-store.ts'

/** Each `mark` has a shape of its own: what is well, what needs attention, a line that is sought, and one that is cut. */
type Look = { mark: 'dot' | 'alert' | 'ring' | 'plug'; colour: string; word: string; detail: string }

/** Offsets under two minutes are nothing a person needs to hear of. */
const NOTABLE_OFFSET = 120_000

const knownProblems: ReadonlySet<string> = new Set(Object.keys(catalogues.fa.syncProblem))
const isKnown = (code: string): code is keyof Catalogue['syncProblem'] => knownProblems.has(code)

function useLook(sync: SyncStatus | null): Look {
  const { t } = useTranslation()
  const line = useLine((store) => store.line)
  if (line === 'down') return { mark: 'plug', colour: 'text-no-show', word: t('sync.coreLost'), detail: '' }
  const connecting = { mark: 'ring', colour: 'text-second', word: t('sync.connecting') } as const
  if (!sync) return { ...connecting, detail: '' }
  const waiting = sync.queued > 0 ? t('sync.waiting', { count: sync.queued }) : ''
  const parked = sync.parked > 0 ? t('sync.parked', { count: sync.parked }) : ''
  // One thing at a time: the bar is narrow, the popover has the rest.
  const detail = waiting || parked
  if (sync.connection === 'online') {
    return {
      ...(sync.parked > 0
        ? { mark: 'alert', colour: 'text-no-show' }
        : { mark: 'dot', colour: 'text-served' }),
      word: t('sync.online'),
      detail: detail || t('sync.allSent'),
    }
  }
  return sync.connection === 'offline'
    ? { mark: 'plug', colour: 'text-incomplete', word: t('sync.offline'), detail }
    : { ...connecting, detail }
}

const isWell = (sync: SyncStatus | null) =>
  sync?.connection === 'online' && sync.parked === 0 && sync.queued === 0

/** How this office stands with the central system, at a glance in the bar and in full in its popover. */
export function SyncIndicator() {
  const { t } = useTranslation()
  const sync = useOffice((store) => store.sync)
  const look = useLook(sync)
  return (
    <Popover
      label={t('sync.title')}
      help="line#offline"
      placement="bottom end"
      trigger={
        <AriaButton className="flex h-7 shrink-0 items-center gap-2 rounded-full border border-line px-3 text-small whitespace-nowrap text-ink data-focus-visible:focus-ring data-hovered:bg-sunken">
          <LineMark {...look} />
          {/* Where there is no room, words are for what is not well. */}
          <span className={isWell(sync) ? 'narrow:sr-only' : ''}>
            {look.detail ? `${look.word} · ${look.detail}` : look.word}
          </span>
        </AriaButton>
      }
    >
      {(close) => <SyncPanel sync={sync} onClose={close} />}
    </Popover>
  )
}

function LineMark({ mark, colour }: Pick<Look, 'mark' | 'colour'>) {
  if (mark === 'plug') return <Unplug size={14} aria-hidden data-line-mark={mark} className={colour} />
  if (mark === 'alert')
    return <TriangleAlert size={14} aria-hidden data-line-mark={mark} className={colour} />
  return (
    <span
      aria-hidden
      data-line-mark={mark}
      className={`size-2 rounded-full ${mark === 'dot' ? 'bg-current' : 'border-2 border-current'} ${colour}`}
    />
  )
}

function SyncPanel({ sync, onClose }: { sync: SyncStatus | null; onClose: () => void }) {
  const { t } = useTranslation()
  const moment = useMoment()
  const settles = useHasRole('supervisor')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  const retry = async () => {
    setBusy(true)
    setProblem(await syncNow())
    setBusy(false)
  }

  const cause = sync?.problem == null ? null : isKnown(sync.problem) ? sync.problem : 'unknown'
  return (
    <div className="flex w-[22.5rem] flex-col gap-3 p-4">
      <h2 className="text-body font-extrabold">{t('sync.title')}</h2>
      <dl className="text-body">
        <Line
          label={t('sync.lastSync')}
          value={sync?.lastSyncAt ? moment(sync.lastSyncAt) : t('sync.never')}
        />
        {sync?.dataByFileAt && (
          <Line label={t('sync.dataAsOf')} value={t('sync.byFile', { moment: moment(sync.dataByFileAt) })} />
        )}
        <Line
          label={t('sync.queued')}
          value={sync && sync.queued > 0 ? t('sync.events', { count: sync.queued }) : t('sync.none')}
        />
        <Line
          label={t('sync.parkedLabel')}
          value={
            sync && sync.parked > 0 ? (
              <span className="flex items-center gap-2 font-semibold text-no-show">
                {t('sync.events', { count: sync.parked })}
                {settles && (
                  <Button
                    size="s"
                    className="h-7"
                    onPress={() => {
                      onClose()
                      go('tray')
                    }}
                  >
                    {t('sync.openTray')}
                  </Button>
                )}
              </span>
            ) : (
              t('sync.none')
            )
          }
        />
      </dl>
      {cause && (
        <p className="rounded-m bg-incomplete-soft px-3 py-2 text-small text-incomplete">
          <strong className="font-semibold">{t(`syncProblem.${cause}.what`)}</strong>{' '}
          {t(`syncProblem.${cause}.todo`)} <HelpLink to={remedies.syncProblem[cause]} />
        </p>
      )}
      {sync?.connection === 'offline' && <p className="text-small text-second">{t('sync.safeOffline')}</p>}
      {sync && Math.abs(sync.clockOffsetMs) >= NOTABLE_OFFSET && (
        <p className="text-small text-second">
          {t('sync.clockOff', { minutes: Math.round(Math.abs(sync.clockOffsetMs) / 60_000) })}
        </p>
      )}
      <ProblemNote problem={problem} />
      <Button
        icon={<RotateCw size={16} aria-hidden className={busy ? 'animate-spin' : ''} />}
        isPending={busy}
        onPress={() => void retry()}
      >
        {t('sync.retryNow')}
      </Button>
      {settles && (
        <Button
          variant="quiet"
          icon={<FileSymlink size={16} aria-hidden />}
          onPress={() => {
            onClose()
            openExchange()
          }}
        >
          {t('exchange.open')}
        </Button>
      )}
    </div>
  )
}

function Line({ label, value }: { label: string; value: React.ReactNode }) {
  return (
    <div className="flex min-h-9 items-center justify-between gap-4 border-b border-line">
      <dt className="text-second">{label}</dt>
      <dd className="text-ink">{value}</dd>
    </div>
  )
}
