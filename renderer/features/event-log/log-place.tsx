import { FileDown, Lock, RotateCw, ScrollText, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LogFilter } from '#shared/contract/event-log.ts'
import { Button } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { ErrorState, ProblemNote } from '../../design/error-state.tsx'
import { IconButton } from '../../design/icon-button.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { WorkProgress } from '../../design/work-progress.tsx'
import { useHasRole } from '../../stores/session.ts'
import { LogFilters } from './log-filters.tsx'
import { LogList } from './log-list.tsx'
import { useExport } from './use-export.ts'
import { useLog } from './use-log.ts'
import { useVerification } from './use-verification.ts'
import { VerificationResult } from './verification-result.tsx'

const everything: LogFilter = { from: null, to: null, actor: null, kind: null, code: null }

/** «گزارش رویدادها»: who changed and who saw what; the supervisor reads it, checks its chain and takes it along. */
export function LogPlace() {
  const { t } = useTranslation()
  const reads = useHasRole('supervisor')
  if (!reads) {
    return (
      <EmptyState
        icon={<Lock aria-hidden />}
        title={t('eventLog.onlySupervisor')}
        detail={t('eventLog.onlySupervisorDetail')}
      />
    )
  }
  return <Report />
}

function Report() {
  const { t } = useTranslation()
  const [filter, setFilter] = useState(everything)
  const log = useLog(filter)
  const chain = useVerification()
  const file = useExport(filter)
  const { entries, total, problem } = log
  const nothing = total === 0 && file.done === null ? t('eventLog.exportEmpty') : null

  return (
    <section aria-label={t('eventLog.title')} className="flex min-h-0 flex-1 flex-col bg-paper">
      <header className="flex shrink-0 items-start gap-4 px-6 pt-4 pb-3">
        <div className="min-w-0 flex-1">
          <h2 className="text-lead font-extrabold text-ink">
            {t('eventLog.title')}
            <span role="status" className="ms-3 text-small font-normal text-second">
              {entries !== null && t('eventLog.count', { count: total })}
            </span>
          </h2>
          <p className="mt-0.5 text-small text-second">{t('eventLog.detail')}</p>
        </div>
        <div className="flex shrink-0 items-center gap-2">
          {file.done !== null && (
            <WorkProgress done={file.done} total={total} label={t('eventLog.busy')} onStop={file.stop} />
          )}
          {chain.progress && (
            <WorkProgress
              done={chain.progress.checked}
              total={chain.progress.total}
              label={t('eventLog.verifying')}
              onStop={chain.stop}
            />
          )}
          <IconButton
            label={t('eventLog.refresh')}
            icon={<RotateCw size={16} aria-hidden />}
            onPress={log.reload}
          />
          <Button
            icon={<FileDown size={16} aria-hidden />}
            disabledReason={file.done === null ? nothing : t('eventLog.busy')}
            onPress={() => void file.start()}
          >
            {t('eventLog.export')}
          </Button>
          <Button
            variant="primary"
            icon={<ShieldCheck size={16} aria-hidden />}
            isPending={chain.progress !== null}
            onPress={() => void chain.verify()}
          >
            {t(chain.progress ? 'eventLog.verifying' : 'eventLog.verify')}
          </Button>
        </div>
      </header>
      <div role="status" className="shrink-0 px-6">
        <ProblemNote problem={chain.problem} className="mb-3" />
        {chain.result && <VerificationResult result={chain.result} />}
      </div>
      <LogFilters filter={filter} onChange={setFilter} none={everything} />
      <div className="flex min-h-0 flex-1 flex-col">
        {problem && entries === null ? (
          <ErrorState problem={problem} onRetry={log.reload} />
        ) : entries === null ? (
          <LogSkeleton />
        ) : entries.length === 0 ? (
          <EmptyState
            icon={<ScrollText aria-hidden />}
            title={t('eventLog.empty')}
            detail={t('eventLog.emptyDetail')}
          />
        ) : (
          <>
            <ProblemNote problem={problem} className="mx-6 my-2" />
            <LogList log={log} entries={entries} />
          </>
        )}
      </div>
    </section>
  )
}

function LogSkeleton() {
  const { t } = useTranslation()
  return (
    <div role="status" aria-busy aria-label={t('eventLog.loading')} className="flex flex-col">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <div key={key} className="flex gap-6 border-b border-line px-6 py-3.5">
          <Skeleton className="h-6 w-32" />
          <Skeleton className="h-6 flex-1" />
          <Skeleton className="h-6 w-48" />
        </div>
      ))}
    </div>
  )
}
