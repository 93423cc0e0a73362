import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { FigureTable } from './figure-table.tsx'
import type { ReportTable } from './report-tables.ts'

export type View = 'plot' | 'table'

/** A question about the span, answered by a plot or by the table of the same figures. */
export function PlotSection({
  title,
  note,
  table,
  plot,
  view,
  className = '',
}: {
  title: string
  note: string
  table: ReportTable
  /** null: this is told as a table only. */
  plot: ReactNode
  view: View
  className?: string
}) {
  const { t } = useTranslation()
  const id = useId()
  const isEmpty = table.rows.length === 0
  const hasPlot = view === 'plot' && plot !== null
  return (
    <section
      aria-labelledby={id}
      className={`flex min-w-0 flex-col border-t border-line pt-4 pb-6 ${className}`}
    >
      <h3 id={id} className="text-body font-semibold text-ink">
        {title}
      </h3>
      <p className="pb-3 text-small text-second">{note}</p>
      {isEmpty ? (
        <p className="text-small text-third">{t('reports.plot.nothing')}</p>
      ) : (
        <>
          {hasPlot && plot}
          <FigureTable table={table} caption={title} onlyRead={hasPlot} />
        </>
      )}
    </section>
  )
}
