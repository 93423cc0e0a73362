import { CloudOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseJalali } from '#shared/domain/jalali.ts'
import { parseMobile } from '#shared/domain/mobile.ts'
import { parsePersonName } from '#shared/domain/person-name.ts'
import { type RequestKind, requestKinds } from '#shared/domain/request-kind.ts'
import { invalid, type Validation } from '#shared/domain/validation.ts'
import type { WalkInErrors } from '#shared/domain/walk-in-details.ts'
import { useFormat } from '../../app/format.ts'
import { Choice } from '../../design/choice.tsx'
import { TextField } from '../../design/text-field.tsx'
import { FiguresField, JalaliField } from '../citizen-services/figures-field.tsx'
import type { Details } from './use-admission.ts'

/** What stands on the receipt, as it is typed; the birth date in the Persian calendar. */
export const receiptFields = ['firstName', 'lastName', 'fatherName', 'birthDate', 'mobile'] as const
export type ReceiptField = (typeof receiptFields)[number]
export type Receipt = Record<ReceiptField, string> & { requestKind: RequestKind | '' }

export const emptyReceipt: Receipt = {
  firstName: '',
  lastName: '',
  fatherName: '',
  birthDate: '',
  mobile: '',
  requestKind: '',
}

function parse(field: ReceiptField, typed: string, today: string): Validation {
  if (field === 'mobile') return parseMobile(typed)
  if (field !== 'birthDate') return parsePersonName(typed)
  const date = parseJalali(typed)
  return date.ok && date.value > today ? invalid('birth_date_in_future') : date
}

/** The receipt in stored form; null while something is missing or wrong. */
export function readReceipt(receipt: Receipt, today: string): Details | null {
  const { requestKind } = receipt
  if (requestKind === '') return null
  const read: Partial<Record<ReceiptField, string>> = {}
  for (const field of receiptFields) {
    const parsed = parse(field, receipt[field], today)
    if (!parsed.ok) return null
    read[field] = parsed.value
  }
  return { ...(read as Record<ReceiptField, string>), requestKind }
}

/** Without a line the clerk types what the applicant's receipt says; it waits for confirmation afterwards. */
export function ReceiptForm({
  receipt,
  today,
  attempted,
  errors,
  onChange,
}: {
  receipt: Receipt
  today: string
  /** The clerk has tried to go on: what is missing is an error now. */
  attempted: boolean
  /** What the core said is wrong. */
  errors: WalkInErrors
  onChange: (receipt: Receipt) => void
}) {
  const { t } = useTranslation()
  const shared = { receipt, today, attempted, errors, onChange }
  const options = requestKinds.map((value) => ({ value, word: t(`requestKind.${value}`) }))
  return (
    <section aria-label={t('walkIn.receipt')} className="flex flex-col gap-3">
      <div
        role="alert"
        className="flex gap-2.5 rounded-m bg-incomplete-soft px-3 py-2.5 text-small text-incomplete"
      >
        <CloudOff size={16} aria-hidden className="mt-px shrink-0" />
        <p>
          <strong className="font-semibold">{t('walkIn.offline')}.</strong> {t('walkIn.offlineDetail')}
        </p>
      </div>
      <div className="grid grid-cols-3 gap-x-4 gap-y-2">
        <ReceiptInput {...shared} name="firstName" isFirst />
        <ReceiptInput {...shared} name="lastName" />
        <ReceiptInput {...shared} name="fatherName" />
        <ReceiptInput {...shared} name="birthDate" />
        <ReceiptInput {...shared} name="mobile" />
        <Choice
          label={t('walkIn.field.requestKind')}
          height="h-[34px]"
          value={receipt.requestKind}
          options={options}
          error={attempted && receipt.requestKind === '' ? t('validation.choice_required') : null}
          onChange={(requestKind) => onChange({ ...receipt, requestKind })}
        />
      </div>
      <p className="text-small text-second">{t('walkIn.pendingDetail')}</p>
    </section>
  )
}

function ReceiptInput({
  name,
  receipt,
  today,
  attempted,
  errors,
  isFirst = false,
  onChange,
}: {
  name: ReceiptField
  receipt: Receipt
  today: string
  attempted: boolean
  errors: WalkInErrors
  isFirst?: boolean
  onChange: (receipt: Receipt) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const [left, setLeft] = useState(false)
  const value = receipt[name]
  const parsed = parse(name, value, today)
  const code = errors[name] ?? (parsed.ok || !(attempted || (left && value !== '')) ? null : parsed.code)
  const hint =
    name !== 'birthDate'
      ? null
      : parsed.ok
        ? format.date(parsed.value, 'full')
        : t('walkIn.birthDateHint', { example: `\u2066${format.digits('1370/01/05')}\u2069` })
  const field = {
    label: t(`walkIn.field.${name}`),
    value,
    hint,
    error: code && t(`validation.${code}`),
    isRequired: true,
    validationBehavior: 'aria' as const,
    autoFocus: isFirst,
    maxLength: 60,
    className: 'min-h-[84px]',
    onFocus: () => setLeft(false),
    onBlur: () => setLeft(true),
    onChange: (text: string) => onChange({ ...receipt, [name]: text }),
  }
  if (name === 'birthDate') return <JalaliField {...field} />
  if (name === 'mobile') return <FiguresField {...field} inputMode="tel" />
  return <TextField {...field} autoComplete="off" />
}
