import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { LogEntry } from '#shared/contract/event-log.ts'
import { csvLine, csvStart } from '#shared/domain/csv.ts'
import { toAsciiDigits } from '#shared/domain/digits.ts'
import { formatJalali } from '#shared/domain/jalali.ts'
import { tehranDateOf, tehranSecondsOf } from '#shared/domain/tehran-time.ts'
import { useActorName, useEventWords } from '../history/event-words.ts'
import { useItems } from './use-items.ts'

export type LogCsv = { heading: string; line: (entry: LogEntry) => string }

const columns = [
  'deviceSeq',
  'date',
  'time',
  'at',
  'deviceTime',
  'offset',
  'type',
  'event',
  'said',
  'actor',
  'actorId',
  'applicant',
  'nationalCode',
  'appointmentId',
  'deviceId',
  'sync',
  'code',
  'eventId',
] as const

/** Marks that order mixed directions on the screen mean nothing in a file. */
const directions = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g
const plain = (text: string | null) => text && toAsciiDigits(text.replace(directions, ''))

/** The report as lines of a CSV file: words in the language of the screen, every digit 0–9. */
export function useLogCsv(): LogCsv {
  const { t } = useTranslation()
  const words = useEventWords()
  const actorName = useActorName()
  const items = useItems()

  const line = useCallback(
    (entry: LogEntry) => {
      const { what, said } = words(entry, items)
      return csvLine([
        entry.deviceSeq,
        formatJalali(tehranDateOf(entry.at), 'short', 'en'),
        tehranSecondsOf(entry.at),
        entry.at,
        entry.deviceTime,
        entry.clockOffsetMs,
        entry.type,
        plain(what),
        plain(said),
        plain(actorName(entry)),
        entry.actor.kind === 'user' ? entry.actor.userId : null,
        plain(entry.person?.name ?? null),
        entry.person?.nationalCode ?? null,
        entry.person?.appointmentId ?? null,
        entry.deviceId,
        t(`history.sync.${entry.sync}`),
        entry.code,
        entry.eventId,
      ])
    },
    [t, words, actorName, items],
  )
  const heading = csvStart + csvLine(columns.map((column) => t(`eventLog.csv.${column}`)))
  return { heading, line }
}
