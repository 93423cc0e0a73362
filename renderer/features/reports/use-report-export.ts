import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatJalali } from '#shared/domain/jalali.ts'
import type { Report } from '#shared/domain/report.ts'
import { useFormat } from '../../app/format.ts'
import { notify } from '../../design/notice.ts'
import { useNotSavedNotice } from '../../transport/failure-notice.ts'
import { type SaveOutcome, saveBytes, saveText } from '../../transport/save-file.ts'
import { type FileWords, type NamedTable, toCsv, toXlsx } from './report-files.ts'
import { type ReportTables, tableKeys } from './report-tables.ts'
import { useSpanWords } from './report-words.ts'

export const reportFileKinds = ['xlsx', 'csv'] as const
export type ReportFileKind = (typeof reportFileKinds)[number]

const ascii = (iso: string) => formatJalali(iso, 'short', 'en').replaceAll('/', '-')

/** Saves the tables of a report as a file. There is nothing about an applicant in them, so nothing is recorded. */
export function useReportExport(report: Report | null, tables: ReportTables | null) {
  const { t } = useTranslation()
  const notSaved = useNotSavedNotice()
  const { language } = useFormat()
  const spanWords = useSpanWords()
  const [isBusy, setBusy] = useState(false)

  const save = useCallback(
    async (kind: ReportFileKind) => {
      if (report === null || tables === null) return
      const { from, to } = report.span
      const span = from === to ? ascii(from) : `${ascii(from)} ${ascii(to)}`
      const suggestedName = `${t('reports.fileName', { span })}.${kind}`
      const words: FileWords = { gregorian: t('reports.column.gregorian'), rightToLeft: language === 'fa' }
      const { columns, rows } = tables.summary
      const summary = { columns, rows: [[t('reports.span'), null, spanWords(report.span)], ...rows] }
      const all: NamedTable[] = [
        { name: t('reports.sheet.summary'), table: summary },
        ...tableKeys.map((key) => ({ name: t(`reports.sheet.${key}`), table: tables[key] })),
      ]
      setBusy(true)
      try {
        tell(
          kind === 'xlsx'
            ? await saveBytes({ kind, suggestedName, bytes: await toXlsx(all, words) })
            : await saveText({ kind, suggestedName, text: toCsv(all, words) }),
        )
      } finally {
        setBusy(false)
      }

      function tell(outcome: SaveOutcome): void {
        if (outcome.status === 'saved') {
          notify({ tone: 'done', title: t('reports.saved'), detail: outcome.fileName })
        } else if (outcome.status === 'handed') {
          notify({ tone: 'done', title: t('reports.handed'), detail: t('reports.handedDetail') })
        } else if (outcome.status === 'failed') {
          notSaved(t('reports.notSaved'), outcome)
        }
      }
    },
    [report, tables, t, notSaved, language, spanWords],
  )
  return { isBusy, save }
}
