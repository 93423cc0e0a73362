import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { weekdayOf } from '#shared/domain/civil-date.ts'
import { attendanceRate, type Report } from '#shared/domain/report.ts'
import { workKindNames } from '#shared/domain/report-work.ts'
import { toMinutes, useDocumentWords, useWeekdayName } from './report-words.ts'

export type Cell = string | number | null

/**
 * `date`: ISO, shown in the Persian calendar. `hour`: a whole hour of the clock. Numbers stay numbers: the screen, a
 * spreadsheet and a text file each write them in their own way.
 */
export type Column = { title: string; kind: 'text' | 'number' | 'date' | 'hour' }

export const tableKeys = ['days', 'hours', 'waiting', 'weekdays', 'documents', 'clerks'] as const
export type TableKey = (typeof tableKeys)[number]
export type ReportTable = { columns: readonly Column[]; rows: readonly (readonly Cell[])[] }
export type ReportTables = Record<TableKey | 'summary', ReportTable>

const perCent = (share: number | null): number | null =>
  share === null ? null : Math.round(share * 1000) / 10

/** The figures of a report as tables: what stands behind each plot, and what is exported. */
export function useReportTables(report: Report | null): ReportTables | null {
  const { t } = useTranslation()
  const weekdayName = useWeekdayName()
  const documents = useDocumentWords()

  return useMemo(() => {
    if (report === null) return null
    const text = (title: string): Column => ({ title, kind: 'text' })
    const number = (title: string): Column => ({ title, kind: 'number' })
    const hour: Column = { title: t('reports.column.hour'), kind: 'hour' }
    const { total, waiting, service } = report
    const people = t('reports.unitName.people')
    const minutes = t('reports.unitName.minutes')
    const dayWord = (date: string, closed: boolean | null) => {
      if (closed === null) return t('reports.day.none')
      if (closed) return t('reports.day.closed')
      return t(report.gaps.notClosed.includes(date) ? 'reports.day.notClosed' : 'reports.day.toCome')
    }

    return {
      summary: {
        columns: [
          text(t('reports.column.measure')),
          number(t('reports.column.value')),
          text(t('reports.column.unitOf')),
        ],
        rows: [
          [t('reports.rate'), perCent(attendanceRate(total)), t('reports.unitName.percent')],
          [t('reports.came'), total.came, people],
          [t('reports.noShow'), total.noShow, people],
          [t('reports.open'), total.open, people],
          [t('reports.cancelled'), total.cancelled, people],
          [t('reports.walkInsFull'), total.walkIns, people],
          ...([['waiting', waiting] as const, ['service', service] as const].flatMap(([name, spread]) => [
            [`${t(`reports.${name}`)} — ${t('reports.median')}`, toMinutes(spread.median), minutes],
            [`${t(`reports.${name}`)} — ${t('reports.ninetieth')}`, toMinutes(spread.ninetieth), minutes],
            [`${t(`reports.${name}`)} — ${t('reports.column.measured')}`, spread.count, people],
          ]) satisfies Cell[][]),
        ],
      },
      days: {
        columns: [
          { title: t('reports.column.date'), kind: 'date' },
          text(t('reports.column.weekday')),
          number(t('reports.came')),
          number(t('reports.noShow')),
          number(t('reports.open')),
          number(t('reports.cancelled')),
          number(t('reports.walkIns')),
          number(t('reports.column.rate')),
          text(t('reports.column.day')),
        ],
        rows: report.days.map(({ date, closed, attendance }) => {
          const { came, noShow, open, cancelled, walkIns } = attendance
          const rate = perCent(attendanceRate(attendance))
          const counts = [came, noShow, open, cancelled, walkIns, rate]
          return [date, weekdayName(weekdayOf(date)), ...counts, dayWord(date, closed)]
        }),
      },
      hours: {
        columns: [hour, number(t('reports.column.booked')), number(t('reports.column.arrived'))],
        rows: report.hours.map(({ hour, booked, arrived }) => [hour, booked, arrived]),
      },
      waiting: {
        columns: [
          hour,
          number(t('reports.column.medianMinutes')),
          number(t('reports.column.ninetiethMinutes')),
          number(t('reports.column.measured')),
        ],
        rows: report.waitingByHour.map(({ hour, waiting: { median, ninetieth, count } }) => [
          hour,
          toMinutes(median),
          toMinutes(ninetieth),
          count,
        ]),
      },
      weekdays: {
        columns: [
          text(t('reports.column.weekday')),
          number(t('reports.column.days')),
          number(t('reports.column.booked')),
          number(t('reports.column.arrived')),
          number(t('reports.column.average')),
        ],
        rows: report.weekdays.map(({ weekday, days, booked, arrived }) => [
          weekdayName(weekday),
          days,
          booked,
          arrived,
          days === 0 ? null : Math.round((arrived / days) * 10) / 10,
        ]),
      },
      documents: {
        columns: [
          text(t('reports.column.document')),
          number(t('reports.column.visits')),
          text(t('reports.column.reasons')),
        ],
        rows: report.documents.map(({ item, visits, reasons }) => [
          documents.title(item),
          visits,
          reasons
            .map(({ reason, visits: count }) =>
              t('reports.reasonCount', { reason: documents.reason(item, reason), count }),
            )
            .join(t('common.comma')),
        ]),
      },
      clerks: {
        columns: [
          text(t('reports.column.person')),
          ...workKindNames.map((kind) => number(t(`reports.column.${kind}`))),
          number(t('reports.column.total')),
        ],
        rows: report.clerks.map(({ name, acts }) => {
          const counts = workKindNames.map((kind) => acts[kind])
          return [
            name ?? t('reports.unknownPerson'),
            ...counts,
            counts.reduce((sum, count) => sum + count, 0),
          ]
        }),
      },
    }
  }, [report, t, weekdayName, documents])
}
