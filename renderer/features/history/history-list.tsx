import { History } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { HistoryEntry } from '#shared/contract/office.ts'
import type { RequirementItem } from '#shared/domain/requirement.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { useFormat } from '../../app/format.ts'
import { EmptyState } from '../../design/empty-state.tsx'
import { EventSync, iconOf } from './event-look.tsx'
import { useActorName, useEventWords } from './event-words.ts'
import { useRefusalWords } from './refusal-words.ts'

/** Who did what when, the newest first, with what the central system made of each. `entries` come oldest first. */
export function HistoryList({
  entries,
  items,
  day,
}: {
  entries: readonly HistoryEntry[]
  items: readonly RequirementItem[]
  /** The civil date that needs no mention: that of the appointment. */
  day: string
}) {
  const { t } = useTranslation()
  if (entries.length === 0) {
    return (
      <EmptyState
        icon={<History aria-hidden />}
        title={t('history.empty')}
        detail={t('history.emptyDetail')}
      />
    )
  }
  return (
    <section aria-label={t('history.title')}>
      <h3 className="px-6 pt-3.5 pb-1.5 text-body font-extrabold text-ink">{t('history.title')}</h3>
      <ol className="border-t border-line">
        {[...entries].reverse().map((entry) => (
          <Entry key={entry.eventId} entry={entry} items={items} day={day} />
        ))}
      </ol>
    </section>
  )
}

function Entry({
  entry,
  items,
  day,
}: {
  entry: HistoryEntry
  items: readonly RequirementItem[]
  day: string
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useEventWords()(entry, items)
  const actor = useActorName()(entry)
  const why = useRefusalWords()
  const Icon = iconOf(entry)
  const date = tehranDateOf(entry.at)
  const time = format.timeOf(entry.at)
  const withdrawn = entry.sync === 'withdrawn'
  return (
    <li className="flex items-start gap-3 border-b border-line px-6 py-2.5">
      <Icon size={16} aria-hidden className="mt-[3px] shrink-0 text-second" />
      <div className="min-w-0 flex-1">
        <p className={`text-body text-ink ${withdrawn ? 'line-through decoration-third' : ''}`}>
          {words.what}
        </p>
        {words.said && <p className="text-small text-second">{words.said}</p>}
        {entry.code !== null && (
          <p className="text-small text-no-show">
            {t('history.refusedBecause', { why: why(entry.code).what })}
          </p>
        )}
        <p className="text-small text-second">
          {/* A Persian name would turn the time behind it round in an English line. */}
          <bdi>{actor}</bdi>
          <span aria-hidden> · </span>
          <time dateTime={entry.at}>
            {date === day
              ? t('history.at', { time })
              : t('history.onDay', { date: format.date(date, 'full'), time })}
          </time>
        </p>
      </div>
      <EventSync sync={entry.sync} />
    </li>
  )
}
