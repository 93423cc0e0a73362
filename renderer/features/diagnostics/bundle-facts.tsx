import { CircleAlert, CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Diagnostics } from '#shared/contract/diagnostics.ts'
import { useFormat } from '../../app/format.ts'
import { Code } from '../../design/code.tsx'

/** What a person would want to know of the bundle, in words; the text below it has everything. */
export function BundleFacts({ diagnostics }: { diagnostics: Diagnostics }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { program, office, sync, counts, storage } = diagnostics
  const moment = (instant: string | null) =>
    instant === null
      ? t('diagnostics.unknown')
      : `${format.dateOf(instant)}${t('common.comma')}${format.timeOf(instant)}`
  return (
    <dl className="grid grid-cols-2 gap-x-8">
      <Fact name={t('diagnostics.version')}>
        <Code value={program.version} />
      </Fact>
      <Fact name={t('diagnostics.system')}>
        <bdi dir="ltr">{program.platform}</bdi>
      </Fact>
      <Fact name={t('diagnostics.office')}>
        {office.code === null ? t('diagnostics.unknown') : <Code value={office.code} />}
      </Fact>
      <Fact name={t('diagnostics.central')}>
        {office.centralUrl === null ? (
          t('diagnostics.unknown')
        ) : (
          <bdi dir="ltr" className="truncate">
            {office.centralUrl}
          </bdi>
        )}
      </Fact>
      <Fact name={t('diagnostics.line')}>
        {t(`sync.${sync.connection}`)}
        {sync.problem !== null && (
          <>
            {t('common.comma')}
            <Code value={sync.problem} />
          </>
        )}
      </Fact>
      <Fact name={t('diagnostics.dataAsOf')}>{moment(sync.dataAsOf)}</Fact>
      <Fact name={t('diagnostics.queued')}>{format.number(sync.queued)}</Fact>
      <Fact name={t('diagnostics.parked')}>{format.number(sync.parked)}</Fact>
      <Fact name={t('diagnostics.appointmentsToday')}>{format.number(counts.appointmentsToday)}</Fact>
      <Fact name={t('diagnostics.events')}>{format.number(counts.events)}</Fact>
      <Fact name={t('diagnostics.database')}>
        <Verdict good={storage.isSound} />
      </Fact>
      <Fact name={t('diagnostics.chain')}>
        <Verdict good={storage.isLogWhole} />
      </Fact>
      <Fact name={t('diagnostics.backups')}>
        {storage.backups === 0
          ? t('diagnostics.noBackup')
          : t('diagnostics.backupsUntil', {
              copies: format.number(storage.backups),
              time: moment(storage.newestBackupAt),
            })}
      </Fact>
      <Fact name={t('diagnostics.freeSpace')}>
        {storage.freeKiB === null
          ? t('diagnostics.unknown')
          : t('diagnostics.megabytes', { size: format.number(Math.floor(storage.freeKiB / 1024)) })}
      </Fact>
    </dl>
  )
}

function Verdict({ good }: { good: boolean }) {
  const { t } = useTranslation()
  const Icon = good ? CircleCheck : CircleAlert
  return (
    <span className={`flex items-center gap-1.5 ${good ? 'text-served' : 'text-no-show'}`}>
      <Icon size={14} aria-hidden />
      {t(good ? 'diagnostics.sound' : 'diagnostics.damaged')}
    </span>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-8 items-center justify-between gap-4 border-b border-line text-small">
      <dt className="shrink-0 text-second">{name}</dt>
      <dd className="flex min-w-0 items-center text-ink">{children}</dd>
    </div>
  )
}
