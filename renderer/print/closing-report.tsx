import './schedule-document.css'
import './closing-report.css'
import { useTranslation } from 'react-i18next'
import type { OfficeProfile } from '#shared/contract/central.ts'
import type { ClosingReport } from '#shared/contract/closing-report.ts'
import { appointmentStates } from '#shared/domain/state.ts'
import { useFormat } from '../app/format.ts'
import type { Copy } from './schedule-sheet.tsx'

/** The closing report on one sheet of A4. */
export function ClosingReportSheet({
  report,
  office,
  copy,
}: {
  report: ClosingReport
  office: OfficeProfile
  /** Null while it is only looked at. */
  copy: Copy | null
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { counts, turns, waiting } = report
  const sum = appointmentStates.reduce((total, state) => total + counts[state], 0)
  const when = (at: string) => ({ date: format.dateOf(at), time: format.timeOf(at) })
  return (
    <article className="sheet">
      <header className="sheet-head">
        <div className="sheet-head-line">
          <div className="sheet-title">{t('paper.kind.closing_report')}</div>
          <div className="sheet-date">{format.date(report.date, 'full')}</div>
        </div>
        <div className="sheet-head-line">
          <div className="sheet-office">
            {t('schedule.paper.officeLine', {
              code: `\u2066${format.digits(office.code)}\u2069`,
              address: format.digits(office.address),
            })}
          </div>
          <div className="sheet-as-of">{t('schedule.paper.preparedBy', { name: report.preparedBy })}</div>
        </div>
      </header>
      <div className="sheet-body">
        <section className="report-part">
          <table className="report-counts" aria-label={t('closing.counts')}>
            <tbody>
              {appointmentStates.map((state) => (
                <tr key={state}>
                  <th scope="row">{t(`state.${state}`)}</th>
                  <td>{format.number(counts[state])}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t('closing.report.sum')}</th>
                <td>{format.number(sum)}</td>
              </tr>
            </tfoot>
          </table>
        </section>
        <section className="report-part">
          <h2>{t('closing.report.turns')}</h2>
          {turns.length === 0 && <p>{t('closing.report.open')}</p>}
          <ul>
            {turns.map(({ what, by, at, reason }) => (
              <li key={at}>
                {t(`closing.report.${what}`, { name: by ?? t('history.central'), ...when(at) })}
                {reason !== null && ` ${t('history.reason', { reason: format.digits(reason) })}`}
              </li>
            ))}
          </ul>
        </section>
        <section className="report-part">
          <h2>{t('closing.report.openEnds')}</h2>
          <p>
            {waiting.changes === 0 || waiting.since === null
              ? t('closing.allConfirmed')
              : t('closing.unconfirmed', {
                  count: waiting.changes,
                  date: format.dateOf(waiting.since, 'dayMonth'),
                  time: format.timeOf(waiting.since),
                })}
          </p>
          {report.unprinted > 0 && <p>{t('closing.report.unprinted', { count: report.unprinted })}</p>}
        </section>
      </div>
      <div className="report-sign">
        <div>{t('closing.report.supervisor')}</div>
        <div>{t('closing.report.stamp')}</div>
      </div>
      <footer className="sheet-foot">
        <span>
          {copy
            ? t('schedule.paper.footCopy', { copy: format.digits(copy.copy), ...when(copy.printedAt) })
            : t('schedule.paper.footPreview')}
        </span>
        <span />
        <span>{t('schedule.paper.page', { page: format.digits(1), pages: format.digits(1) })}</span>
      </footer>
    </article>
  )
}
