import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schedule } from '#shared/contract/office.ts'
import type { AppointmentState } from '#shared/domain/state.ts'
import { tehranDateOf, tehranTimeOf } from '#shared/domain/tehran-time.ts'
import type { Language } from '#shared/i18n/catalogues.ts'
import { useFormat } from '../app/format.ts'
import { useScheduleCopyWords } from './schedule-copy-words.ts'
import type { SlotGroup } from './schedule-groups.ts'

/** The number and the time that a copy on paper carries (`schedule.recordCopy`). */
export type Copy = { copy: number; printedAt: string }

const heads = [
  'slot',
  'number',
  'name',
  'father',
  'nationalCode',
  'trackingCode',
  'mobile',
  'attendance',
  'signature',
] as const
type Head = (typeof heads)[number]

/** mm of each column; the signature takes the rest of 190 mm. */
const columns: Partial<Record<Head, number | null>> = {
  slot: 14.5,
  number: 8,
  name: 37,
  father: 20,
  nationalCode: 23,
  trackingCode: 23,
  mobile: 25,
  attendance: 10.5,
  signature: null,
}
/** In large type there is room for what a name is found and ticked by, and for nothing else. */
const largeColumns: Partial<Record<Head, number | null>> = {
  slot: 22,
  number: 13,
  name: 70,
  nationalCode: 38,
  attendance: 17,
  signature: null,
}

/** mm more for the attendance where its word is a long one; the signature has them less. */
const moreForAttendance: Record<Language, number> = { fa: 0, en: 3 }

const present: ReadonlySet<AppointmentState> = new Set([
  'arrived',
  'documents_incomplete',
  'documents_complete',
  'served',
])
const withdrawn: ReadonlySet<AppointmentState> = new Set(['no_show', 'cancelled'])

/** The top of a sheet: the big one on the first, one line of the same on the others. */
export function SheetHead({ schedule, first }: { schedule: Schedule; first: boolean }) {
  const { t } = useTranslation()
  const { date, digits, time } = useFormat()
  const { office, dataAsOf, filter } = schedule
  const asOfDate = dataAsOf && tehranDateOf(dataAsOf)
  return (
    <header className={first ? 'sheet-head' : 'sheet-head sheet-head-again'}>
      <div className="sheet-head-line">
        <div className="sheet-title">{t('schedule.title')}</div>
        <div className="sheet-date">{date(filter.date, 'full')}</div>
      </div>
      <div className="sheet-head-line">
        <div className="sheet-office">
          {t('schedule.paper.officeLine', {
            code: `\u2066${digits(office.code)}\u2069`,
            address: digits(office.address),
          })}
        </div>
        <div className="sheet-as-of">
          {dataAsOf === null || asOfDate === null
            ? t('schedule.paper.asOfNever')
            : asOfDate === filter.date
              ? t('schedule.paper.asOf', { time: time(tehranTimeOf(dataAsOf)) })
              : t('schedule.paper.asOfOn', {
                  time: time(tehranTimeOf(dataAsOf)),
                  date: date(asOfDate, 'full'),
                })}
        </div>
      </div>
    </header>
  )
}

/** How many people the list holds, between when and when, and what it leaves out. */
export function SheetTotals({ schedule, groups }: { schedule: Schedule; groups: readonly SlotGroup[] }) {
  const { t } = useTranslation()
  const { digits, time } = useFormat()
  const { rows, filter } = schedule
  const copyWords = useScheduleCopyWords()
  // What is in large type need not say so.
  const only = copyWords({ ...filter, large: false })
  const first = groups[0]
  const last = groups[groups.length - 1]
  return (
    <div className="sheet-totals">
      <span>
        <b>{digits(rows.length)}</b> {t('schedule.paper.appointments')}
      </span>
      <span>
        <b>{digits(groups.length)}</b> {t('schedule.paper.slots')}
      </span>
      {first && last && (
        <>
          <span>
            {t('schedule.paper.first')} <b>{time(first.slot)}</b>
          </span>
          <span>
            {t('schedule.paper.last')} <b>{time(last.slot)}</b>
          </span>
        </>
      )}
      <span className="sheet-prepared">{t('schedule.paper.preparedBy', { name: schedule.preparedBy })}</span>
      {only !== null && <span className="sheet-only">{only}</span>}
    </div>
  )
}

/** The table of one sheet; `children` are its groups. */
export function SheetTable({ large, children }: { large: boolean; children?: ReactNode }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const widths = large ? largeColumns : columns
  const shown = heads.filter((head) => head in widths)
  const width = (head: Head) => {
    const plain = widths[head]
    if (plain == null) return {}
    return { width: `${plain + (head === 'attendance' ? moreForAttendance[language] : 0)}mm` }
  }
  return (
    <table className="sheet-table" aria-label={t('schedule.paper.caption')}>
      <colgroup>
        {shown.map((head) => (
          <col key={head} style={width(head)} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {shown.map((head) => (
            <th key={head} scope="col" className={head === 'attendance' ? 'sheet-tick' : ''}>
              {t(`schedule.paper.column.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      {children}
    </table>
  )
}

/** Lines `from` to before `to` of a slot, with its time beside the first. Not drawn again for a new copy number. */
export const SheetGroup = memo(function SheetGroup({
  group,
  from,
  to,
  continued,
  large,
}: {
  group: SlotGroup
  from: number
  to: number
  continued: boolean
  large: boolean
}) {
  const { t } = useTranslation()
  const { digits, time } = useFormat()
  const rows = group.rows.slice(from, to)
  return (
    <tbody>
      {rows.map((row, index) => {
        const gone = withdrawn.has(row.state)
        return (
          <tr key={row.id} className={gone ? 'sheet-withdrawn' : ''}>
            {index === 0 && (
              <th scope="rowgroup" rowSpan={rows.length} className="sheet-slot">
                {time(group.slot)}
                {rows.length > 1 && (
                  <small>
                    {continued
                      ? t('schedule.paper.continued')
                      : t('schedule.paper.people', { people: digits(group.rows.length) })}
                  </small>
                )}
              </th>
            )}
            <td className="sheet-line-number">{digits(group.firstNumber + from + index)}</td>
            <td className="sheet-name">
              {row.firstName} {row.lastName}
            </td>
            {!large && <td className="sheet-father">{row.fatherName}</td>}
            <td className="sheet-code">{digits(row.nationalCode)}</td>
            {!large && <td className="sheet-code">{digits(row.trackingCode)}</td>}
            {!large && <td className="sheet-code">{row.mobile ? digits(row.mobile) : '—'}</td>}
            <td className="sheet-tick">{!gone && <TickBox ticked={present.has(row.state)} />}</td>
            <td>{gone && t(`state.${row.state}`)}</td>
          </tr>
        )
      })}
    </tbody>
  )
})

/** To be ticked by hand; ticked in print when the attendance is recorded already. */
function TickBox({ ticked }: { ticked: boolean }) {
  return (
    <span className="sheet-box">
      {ticked && (
        <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
          <path d="m3.5 8.5 3 3 6-7" />
        </svg>
      )}
    </span>
  )
}

/** The foot of a sheet. Without a copy it says that the sheet is a preview. */
export function SheetFoot({ copy, page, pages }: { copy: Copy | null; page: number; pages: number }) {
  const { t } = useTranslation()
  const { digits, date, time } = useFormat()
  return (
    <footer className="sheet-foot">
      <span>
        {copy
          ? t('schedule.paper.footCopy', {
              copy: digits(copy.copy),
              date: date(tehranDateOf(copy.printedAt), 'short'),
              time: time(tehranTimeOf(copy.printedAt)),
            })
          : t('schedule.paper.footPreview')}
      </span>
      <span>{t('schedule.paper.confidential')}</span>
      <span>{t('schedule.paper.page', { page: digits(page), pages: digits(pages) })}</span>
    </footer>
  )
}
