import { TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LogEntry } from '#shared/contract/event-log.ts'
import { centralDeviceId } from '#shared/domain/event.ts'
import { tehranDateOf, tehranSecondsOf } from '#shared/domain/tehran-time.ts'
import { useFormat } from '../../app/format.ts'
import { Code } from '../../design/code.tsx'
import { EventSync, iconOf } from '../history/event-look.tsx'
import { useActorName, useEventWords } from '../history/event-words.ts'
import { useRefusalWords } from '../history/refusal-words.ts'
import { useItems } from './use-items.ts'

/** The columns of the report: time, event, applicant, person, device, sync. */
export const logColumns =
  'grid grid-cols-[8.25rem_minmax(9rem,1fr)_minmax(8rem,13.75rem)_minmax(5rem,10.625rem)_minmax(7rem,11rem)_minmax(5rem,7rem)] items-center gap-4 px-6'

/** From so much on the device's own clock is told beside the time, ms. */
const clockMatters = 60_000

/** One entry: what happened, to whom, by whom, on which device, and what the central system made of it. */
export const LogRow = memo(function LogRow({
  entry,
  index,
  start,
  height,
}: {
  entry: LogEntry
  index: number
  start: number
  height: number
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { what, said } = useEventWords()(entry, useItems())
  const actor = useActorName()(entry)
  const why = useRefusalWords()
  const Icon = iconOf(entry)
  const { person, at } = entry
  const refused = entry.code === null ? null : t('history.refusedBecause', { why: why(entry.code).what })
  const detail = refused ?? said
  return (
    <tr
      aria-rowindex={index + 2}
      data-event={entry.type}
      className={`${logColumns} absolute inset-x-0 top-0 border-b border-line bg-surface text-body text-ink`}
      style={{ transform: `translateY(${start}px)`, height }}
    >
      <td className="min-w-0">
        <time dateTime={at}>
          <span className="block">{format.digits(tehranSecondsOf(at))}</span>
          <span className="block truncate text-small text-second">{format.dateOf(at, 'long')}</span>
        </time>
      </td>
      <td className="flex min-w-0 items-center gap-2.5">
        <Icon size={16} aria-hidden className="shrink-0 text-second" />
        <span className="min-w-0">
          <span className="block truncate" title={what}>
            {what}
          </span>
          {detail !== null && (
            <span
              className={`line-clamp-2 text-small leading-4 ${refused ? 'text-no-show' : 'text-second'}`}
              title={detail}
            >
              {detail}
            </span>
          )}
        </span>
      </td>
      <td className="min-w-0">
        {person && (
          <>
            {person.name !== null && <span className="block truncate">{person.name}</span>}
            {person.nationalCode !== null && (
              <span className={person.name === null ? 'block' : 'block text-small text-second'}>
                <Code value={person.nationalCode} />
              </span>
            )}
            {person.name === null && person.nationalCode === null && (
              <span className="text-second">{t('eventLog.unknownApplicant')}</span>
            )}
          </>
        )}
      </td>
      <td className="min-w-0" title={actor}>
        <span className="line-clamp-2">{actor}</span>
      </td>
      <td className="min-w-0">
        <Device entry={entry} />
      </td>
      <td>
        <EventSync sync={entry.sync} />
      </td>
    </tr>
  )
})

function Device({ entry }: { entry: LogEntry }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { own, deviceId, deviceSeq, deviceTime, clockOffsetMs, at } = entry
  const name =
    deviceId === centralDeviceId
      ? t('eventLog.central')
      : t(own ? 'eventLog.thisDevice' : 'eventLog.otherDevice')
  const time = format.timeOf(deviceTime)
  const sameDay = tehranDateOf(deviceTime) === tehranDateOf(at)
  const clock = sameDay
    ? t('eventLog.deviceClock', { time })
    : t('eventLog.deviceClockOn', { date: format.dateOf(deviceTime, 'dayMonth'), time })
  const isOff = Math.abs(clockOffsetMs) >= clockMatters
  return (
    <>
      <span className="block truncate">{name}</span>
      {isOff ? (
        <span className="flex items-center gap-1 text-small text-incomplete" title={clock}>
          <TriangleAlert size={12} aria-hidden className="shrink-0" />
          <span className="truncate">{clock}</span>
        </span>
      ) : (
        <span className="flex items-center gap-1 text-small text-second">
          {t('eventLog.number', { number: format.digits(deviceSeq) })}
        </span>
      )}
    </>
  )
}
