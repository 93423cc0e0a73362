import './schedule-document.css'
import './escrow-sheet.css'
import { useTranslation } from 'react-i18next'
import type { OfficeProfile } from '#shared/contract/central.ts'
import type { NewEscrowCode } from '#shared/contract/escrow.ts'
import { groupsOf } from '#shared/escrow/code.ts'
import { useFormat } from '../app/format.ts'
import { LoneSheets } from './lone-sheets.tsx'

/** The recovery code on one A4 sheet; it is there only while it is printed, and nothing else of the page is. */
export function EscrowSheet({ made, office }: { made: NewEscrowCode; office: OfficeProfile | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const at = { date: format.dateOf(made.madeAt, 'long'), time: format.timeOf(made.madeAt) }
  const parts = [
    ['what', 'whatText'],
    ['keepTitle', 'keepText'],
    ['useTitle', 'useText'],
    ['oldTitle', 'oldText'],
  ] as const
  return (
    <LoneSheets>
      <article className="sheet">
        <header className="sheet-head">
          <div className="sheet-head-line">
            <div className="sheet-title">{t('escrow.paper.title')}</div>
            <div className="sheet-as-of">{t('escrow.paper.device', at)}</div>
          </div>
          <div className="sheet-head-line">
            <div className="sheet-office">
              {office &&
                t('schedule.paper.officeLine', {
                  code: `\u2066${format.digits(office.code)}\u2069`,
                  address: format.digits(office.address),
                })}
            </div>
          </div>
        </header>
        <div className="code-box" dir="ltr">
          {groupsOf(made.code).join(' ')}
        </div>
        <div className="sheet-body code-words">
          {parts.map(([title, text]) => (
            <section key={title}>
              <h2>{t(`escrow.paper.${title}`)}</h2>
              <p>{t(`escrow.paper.${text}`)}</p>
            </section>
          ))}
        </div>
        <div className="code-keeper">{t('escrow.paper.keeper')}</div>
        <footer className="sheet-foot code-foot">{t('escrow.paper.confidential')}</footer>
      </article>
    </LoneSheets>
  )
}
