import { useTranslation } from 'react-i18next'
import { toJalali, weekdayOf } from '#shared/domain/jalali.ts'
import type { Report } from '#shared/domain/report.ts'
import { useFormat } from '../../app/format.ts'
import { PlotSection, type View } from './plot-section.tsx'
import { ColumnPlot, RowPlot, type Series } from './plots.tsx'
import type { ReportTables, TableKey } from './report-tables.ts'
import { toMinutes, useDocumentWords, useWeekdayName } from './report-words.ts'

/** Every question of a report with its plot and table. */
export function ReportSections({
  report,
  tables,
  view,
}: {
  report: Report
  tables: ReportTables
  view: View
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const weekdayName = useWeekdayName()
  const documents = useDocumentWords()
  const section = (key: TableKey) => ({
    title: t(`reports.plot.${key}.title`),
    note: t(`reports.plot.${key}.note`),
    table: tables[key],
    view,
  })
  const hourOf = (hour: number) => format.digits(String(hour).padStart(2, '0'))
  const attendance: Series[] = [
    { key: 'came', name: t('reports.came'), colour: 'var(--accent)', ground: 'solid' },
    { key: 'noShow', name: t('reports.noShow'), colour: 'var(--no-show)', ground: 'hatched' },
    { key: 'open', name: t('reports.open'), colour: 'var(--third)', ground: 'outlined' },
  ]
  const dayLabel = (date: string) =>
    report.span.unit === 'week' ? weekdayName(weekdayOf(date)) : format.digits(toJalali(date).day)

  return (
    <div className="grid grid-cols-2 gap-x-10">
      {report.span.unit !== 'day' && (
        <PlotSection
          {...section('days')}
          className="col-span-2"
          plot={
            <ColumnPlot
              stacked
              height={240}
              series={attendance}
              rows={report.days.map(({ date, attendance: { came, noShow, open } }) => ({
                label: dayLabel(date),
                came,
                noShow,
                open,
              }))}
            />
          }
        />
      )}
      <PlotSection
        {...section('hours')}
        plot={
          <ColumnPlot
            series={[
              { key: 'booked', name: t('reports.column.booked'), colour: 'var(--third)', ground: 'outlined' },
              { key: 'arrived', name: t('reports.column.arrived'), colour: 'var(--accent)', ground: 'solid' },
            ]}
            rows={report.hours.map(({ hour, booked, arrived }) => ({ label: hourOf(hour), booked, arrived }))}
          />
        }
      />
      <PlotSection
        {...section('waiting')}
        plot={
          <ColumnPlot
            series={[
              { key: 'median', name: t('reports.median'), colour: 'var(--accent)', ground: 'solid' },
              {
                key: 'ninetieth',
                name: t('reports.ninetieth'),
                colour: 'var(--incomplete)',
                ground: 'hatched',
              },
            ]}
            rows={report.waitingByHour.map(({ hour, waiting: { median, ninetieth } }) => ({
              label: hourOf(hour),
              median: toMinutes(median),
              ninetieth: toMinutes(ninetieth),
            }))}
          />
        }
      />
      {report.span.unit !== 'day' && (
        <PlotSection
          {...section('weekdays')}
          plot={
            <ColumnPlot
              series={[
                {
                  key: 'average',
                  name: t('reports.column.average'),
                  colour: 'var(--accent)',
                  ground: 'solid',
                },
              ]}
              rows={report.weekdays.map(({ weekday, days, arrived }) => ({
                label: weekdayName(weekday),
                average: days === 0 ? 0 : Math.round((arrived / days) * 10) / 10,
              }))}
            />
          }
        />
      )}
      <PlotSection
        {...section('documents')}
        plot={
          <RowPlot
            series={{
              key: 'visits',
              name: t('reports.column.visits'),
              colour: 'var(--incomplete)',
              ground: 'hatched',
            }}
            rows={report.documents.map(({ item, visits }) => ({ label: documents.title(item), visits }))}
          />
        }
      />
      <PlotSection
        {...section('clerks')}
        className={report.span.unit === 'day' ? '' : 'col-span-2'}
        plot={null}
      />
    </div>
  )
}
