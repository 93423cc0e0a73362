import { ChartColumn, FileDown, Lock, RotateCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Report } from '#shared/domain/report.ts'
import { type ReportUnit, reportUnits, spanOf } from '#shared/domain/report-span.ts'
import { useFormat } from '../../app/format.ts'
import { useShortcuts } from '../../app/shortcuts.ts'
import { Button } from '../../design/button.tsx'
import { Choice } from '../../design/choice.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { ErrorState, ProblemNote } from '../../design/error-state.tsx'
import { IconButton } from '../../design/icon-button.tsx'
import { Menu, MenuItem } from '../../design/menu.tsx'
import { ScrollRegion } from '../../design/scroll-region.tsx'
import { useClock } from '../../stores/clock.ts'
import { useHasRole } from '../../stores/session.ts'
import { KeyFigures } from './key-figures.tsx'
import type { View } from './plot-section.tsx'
import { ReportGaps } from './report-gaps.tsx'
import { ReportSections } from './report-sections.tsx'
import { type ReportTables, useReportTables } from './report-tables.ts'
import { ReportsLoading } from './reports-loading.tsx'
import { SpanSwitcher } from './span-switcher.tsx'
import { useReport } from './use-report.ts'
import { useReportExport } from './use-report-export.ts'

/** «گزارش‌ها»: how a day, week or month of the office went; the supervisor's. */
export default function ReportsPlace() {
  const { t } = useTranslation()
  const today = useClock((store) => store.today)
  const reads = useHasRole('supervisor')
  if (!reads) {
    return (
      <EmptyState
        icon={<Lock aria-hidden />}
        title={t('reports.onlySupervisor')}
        detail={t('reports.onlySupervisorDetail')}
      />
    )
  }
  return today === null ? <ReportsLoading /> : <Reports today={today} />
}

function Reports({ today }: { today: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [unit, setUnit] = useState<ReportUnit>('week')
  const [date, setDate] = useState(today)
  const [view, setView] = useState<View>('plot')
  const { report, problem, reload } = useReport(unit, date)
  const span = spanOf(unit, date)
  // The figures of another span are not shown under this one's name.
  const shown = report?.span.unit === unit && report.span.from === span.from ? report : null
  const tables = useReportTables(shown)
  const file = useReportExport(shown, tables)
  useShortcuts([
    {
      keys: 'Ctrl+S',
      label: t('reports.exportKey'),
      group: 'everywhere',
      run: () => void file.save('xlsx'),
      when: () => !file.isBusy,
    },
  ])

  return (
    <section aria-label={t('reports.title')} className="flex min-h-0 flex-1 flex-col bg-paper">
      <header className="flex shrink-0 flex-wrap items-end gap-x-6 gap-y-3 border-b border-line px-6 pt-4 pb-3">
        <div className="min-w-0 flex-1 basis-80">
          <h2 className="text-lead font-extrabold text-ink">{t('reports.title')}</h2>
          <SpanSwitcher span={span} today={today} onShow={setDate} />
        </div>
        <Choice
          label={t('reports.unit')}
          value={unit}
          options={reportUnits.map((value) => ({ value, word: t(`reports.units.${value}`) }))}
          onChange={setUnit}
        />
        <Choice
          label={t('reports.view')}
          value={view}
          options={(['plot', 'table'] as const).map((value) => ({
            value,
            word: t(`reports.views.${value}`),
          }))}
          onChange={setView}
        />
        <div className="flex items-center gap-2">
          <IconButton
            label={t('reports.refresh')}
            icon={<RotateCw size={16} aria-hidden />}
            onPress={reload}
          />
          <Menu
            label={t('reports.export')}
            placement="bottom end"
            trigger={
              <Button icon={<FileDown size={16} aria-hidden />} isPending={file.isBusy}>
                {t('reports.export')}
              </Button>
            }
          >
            <MenuItem shortcut="Ctrl+S" onAction={() => void file.save('xlsx')}>
              {t('reports.exportXlsx')}
            </MenuItem>
            <MenuItem onAction={() => void file.save('csv')}>{t('reports.exportCsv')}</MenuItem>
          </Menu>
        </div>
      </header>
      {shown !== null && tables !== null ? (
        <ScrollRegion aria-label={t('reports.span')} className="min-h-0 flex-1 bg-surface px-6 pt-5">
          <ProblemNote problem={problem} className="mb-4" />
          <ReportGaps report={shown} />
          <Body report={shown} tables={tables} view={view} />
          <p className="border-t border-line py-3 text-small text-third">
            {t('reports.detail')}{' '}
            {t('reports.preparedAt', {
              time: format.timeOf(shown.preparedAt),
              date: format.dateOf(shown.preparedAt, 'full'),
            })}
          </p>
        </ScrollRegion>
      ) : problem ? (
        <ErrorState problem={problem} onRetry={reload} />
      ) : (
        <ReportsLoading />
      )}
    </section>
  )
}

const isEmpty = ({ total, clerks }: Report): boolean =>
  Object.values(total).every((count) => count === 0) && clerks.length === 0

function Body({ report, tables, view }: { report: Report; tables: ReportTables; view: View }) {
  const { t } = useTranslation()
  if (isEmpty(report)) {
    return (
      <div className="min-h-80">
        <EmptyState
          icon={<ChartColumn aria-hidden />}
          title={t('reports.empty')}
          detail={t('reports.emptyDetail')}
        />
      </div>
    )
  }
  return (
    <>
      <KeyFigures report={report} />
      <ReportSections report={report} tables={tables} view={view} />
    </>
  )
}
