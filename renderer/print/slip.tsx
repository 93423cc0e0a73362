import './slip.css'
import i18next from 'i18next'
import type { ReactNode } from 'react'
import type { OfficeProfile } from '#shared/contract/central.ts'
import type { Visit } from '#shared/contract/office.ts'
import { qrPath } from '#shared/design/qr-path.ts'
import { maskNationalCode } from '#shared/domain/national-code.ts'
import type { Slip as SlipKind } from '#shared/domain/paper.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'
import { formatFor } from '../app/format.ts'
import { checklistOf } from '../features/applicant/checklist-model.ts'
import type { PaperSize } from '../stores/paper-settings.ts'
import type { Copy } from './schedule-sheet.tsx'

export type SlipProps = {
  slip: SlipKind
  visit: Visit
  office: OfficeProfile
  size: PaperSize
  copy: Copy
}

// The applicant reads it, not the clerk: it is Persian whatever the language of the screen.
const format = formatFor('fa')
const texts = () => i18next.getFixedT('fa')

/** What an applicant takes along: the slip of the check-in, or of what is missing. */
export function Slip({ slip, visit, office, size, copy }: SlipProps) {
  const t = texts()
  return (
    <article className="slip" lang="fa" dir="rtl" data-size={size} data-slip={slip}>
      <header className="slip-head">
        <h1 className="slip-title">{t(`paper.kind.${slip}`)}</h1>
        <p>{t('paper.slip.office', { code: `\u2066${format.digits(office.code)}\u2069` })}</p>
      </header>
      {slip === 'check_in_slip' ? (
        <CheckIn visit={visit} />
      ) : (
        <MissingDocuments visit={visit} office={office} />
      )}
      <div className="slip-end">
        {slip === 'missing_documents_slip' && <Hours office={office} />}
        <Code trackingCode={visit.appointment.applicant.trackingCode} />
      </div>
      <footer className="slip-foot">
        <span>
          {t('paper.slip.foot', {
            date: format.dateOf(copy.printedAt),
            time: format.timeOf(copy.printedAt),
          })}
        </span>
        {copy.copy > 1 && <b>{t('paper.slip.again', { copy: format.digits(copy.copy) })}</b>}
      </footer>
    </article>
  )
}

function CheckIn({ visit }: { visit: Visit }) {
  const t = texts()
  const { queueNumber, arrivedAt, slot, date } = visit.appointment
  return (
    <>
      <p className="slip-number">
        {t('paper.slip.queueNumber')}
        <b>{format.digits(queueNumber ?? '–')}</b>
      </p>
      <div>
        <Who visit={visit} />
        <dl className="slip-facts">
          <Masked visit={visit} />
          {arrivedAt !== null && (
            <Fact name={t('paper.slip.arrived')}>
              {format.timeOf(arrivedAt)}
              {t('common.comma')}
              {format.dateOf(arrivedAt, 'full')}
            </Fact>
          )}
          <Fact name={t('paper.slip.slot')}>
            {format.time(slot)}
            {arrivedAt !== null &&
              tehranDateOf(arrivedAt) !== date &&
              `${t('common.comma')}${format.date(date, 'full')}`}
          </Fact>
        </dl>
      </div>
      <p>{t('paper.slip.wait')}</p>
    </>
  )
}

function MissingDocuments({ visit, office }: { visit: Visit; office: OfficeProfile }) {
  const t = texts()
  const { appointment, items } = visit
  const { lines, missing } = checklistOf(appointment, items)
  const wanted = lines.filter(({ item }) => missing.includes(item))
  return (
    <>
      <div>
        <Who visit={visit} />
        <dl className="slip-facts">
          <Masked visit={visit} />
          {appointment.queueNumber !== null && (
            <Fact name={t('paper.slip.queueNumber')}>{format.digits(appointment.queueNumber)}</Fact>
          )}
        </dl>
      </div>
      <h2>{t('paper.slip.missingTitle', { count: wanted.length })}</h2>
      <ol className="slip-list">
        {wanted.map(({ item, decision }) => {
          const why = item.failReasons.find(({ code }) => code === decision?.reasonCode)?.title
          return (
            <li key={item.key}>
              <span className="slip-box" aria-hidden />
              <div>
                <div className="slip-item">{format.text(item.title)}</div>
                <div>
                  {t('paper.slip.why')}: {why ? format.text(why) : t('paper.slip.notSeen')}
                </div>
                {decision?.note && (
                  <div>
                    {t('paper.slip.note')}: {format.digits(decision.note)}
                  </div>
                )}
                <div>
                  {t('paper.slip.bring')}:{' '}
                  {t(item.kind === 'physical' ? 'paper.slip.bringPaper' : 'paper.slip.bringValue')}
                </div>
              </div>
            </li>
          )
        })}
      </ol>
      <div className="slip-until">
        {t('paper.slip.until')}:
        <b>
          {t('paper.slip.untilTime', {
            date: format.date(appointment.arrivedOn ?? appointment.date, 'full'),
            time: format.time(office.closesAt),
          })}
        </b>
        {t('paper.slip.untilDetail')}
      </div>
    </>
  )
}

function Hours({ office }: { office: OfficeProfile }) {
  const t = texts()
  return (
    <dl className="slip-facts">
      <Fact name={t('paper.slip.hours')}>
        {t('paper.slip.hoursValue', { from: format.time(office.opensAt), to: format.time(office.closesAt) })}
      </Fact>
      <Fact name={t('paper.slip.address')}>{format.digits(office.address)}</Fact>
    </dl>
  )
}

function Who({ visit }: { visit: Visit }) {
  const { firstName, lastName } = visit.appointment.applicant
  return (
    <p className="slip-name">
      {firstName} {lastName}
    </p>
  )
}

/** The whole code is nobody's business but its owner's, who knows it again by its end. */
function Masked({ visit }: { visit: Visit }) {
  const masked = maskNationalCode(visit.appointment.applicant.nationalCode)
  return (
    <Fact name={texts()('paper.slip.nationalCode')}>
      <bdi dir="ltr">{format.digits(masked)}</bdi>
    </Fact>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}:</dt>
      <dd>{children}</dd>
    </>
  )
}

/** What the scanner at the counter reads, and what a hand can type instead. */
function Code({ trackingCode }: { trackingCode: string }) {
  const t = texts()
  const { path, size } = qrPath(trackingCode)
  return (
    <figure className="slip-code">
      <svg viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" aria-hidden>
        <path d={path} fill="#000" />
      </svg>
      <figcaption>
        {t('paper.slip.scan')}
        <b>
          <bdi dir="ltr">{format.digits(trackingCode)}</bdi>
        </b>
      </figcaption>
    </figure>
  )
}
