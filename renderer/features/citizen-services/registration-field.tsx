import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toAsciiDigits } from '#shared/domain/digits.ts'
import { toJalali } from '#shared/domain/jalali.ts'
import { groupLandline } from '#shared/domain/landline.ts'
import {
  type RegistrationField as FieldName,
  genders,
  parseRegistrationField,
  type RegistrationContext,
} from '#shared/domain/registration-form.ts'
import { requestKinds } from '#shared/domain/request-kind.ts'
import { type Format, useFormat } from '../../app/format.ts'
import { Choice } from '../../design/choice.tsx'
import { TextField } from '../../design/text-field.tsx'
import { FiguresField, JalaliField } from './figures-field.tsx'
import { patch, useServices } from './services-store.ts'

/** Digits that the field is for; a phone's keypad and the way of writing follow. */
const written: Partial<Record<FieldName, 'numeric' | 'tel'>> = {
  nationalCode: 'numeric',
  certificateNumber: 'numeric',
  certificateSerial: 'numeric',
  postalCode: 'numeric',
  landline: 'tel',
  mobile: 'tel',
}

function setField(name: FieldName, text: string): void {
  const { form, refused } = useServices.getState().register
  const { [name]: _, ...others } = refused
  patch('register', { form: { ...form, [name]: text }, refused: others })
}

/**
 * One field of the registration, judged by the rule book at every key. What is still being written gets a hint; it
 * turns into an error when the field is left or the form is to be sent.
 */
export function RegistrationField({
  name,
  context,
  isFirst = false,
  className = '',
}: {
  name: FieldName
  context: RegistrationContext
  isFirst?: boolean
  className?: string
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const text = useServices(({ register }) => register.form[name])
  const attempted = useServices(({ register }) => register.attempted)
  const refused = useServices(({ register }) => register.refused[name])
  const [left, setLeft] = useState(false)
  const parsed = parseRegistrationField(name, text, context)
  const isStrict = attempted || (left && text !== '')
  const error = refused ?? (isStrict && !parsed.ok ? parsed.code : null)
  const label = t(`citizenServices.field.${name}`)
  const shared = { label, error: error && t(`validation.${error}`) }

  if (name === 'gender') {
    const options = genders.map((value) => ({ value, word: t(`citizenServices.gender.${value}`) }))
    return (
      <Choice
        {...shared}
        height="h-[34px]"
        value={genders.find((gender) => gender === text) ?? ''}
        options={options}
        onChange={(value) => setField(name, value)}
      />
    )
  }
  if (name === 'requestKind') {
    const options = requestKinds.map((value) => ({ value, word: t(`requestKind.${value}`) }))
    return (
      <Choice
        {...shared}
        height="h-[34px]"
        value={requestKinds.find((kind) => kind === text) ?? ''}
        options={options}
        onChange={(value) => setField(name, value)}
      />
    )
  }

  const hint = parsed.ok
    ? storedHint(name, text, parsed.value)
    : text === ''
      ? emptyHint(name)
      : t(`validation.${parsed.code}`)
  const keypad = written[name]
  const field = {
    ...shared,
    value: text,
    onChange: (typed: string) => setField(name, typed),
    onFocus: () => setLeft(false),
    onBlur: () => setLeft(true),
    hint,
    isRequired: true,
    // Required is everything here: said by the foot of the form, not by an asterisk at each field.
    validationBehavior: 'aria' as const,
    autoFocus: isFirst,
    maxLength: 500,
    className: `min-h-[84px] ${className}`,
  }
  if (name === 'birthDate') return <JalaliField {...field} />
  if (keypad) return <FiguresField {...field} inputMode={keypad} />
  return <TextField {...field} autoComplete="off" {...(name === 'address' ? { rows: 2 } : {})} />

  /** What will be stored, where that is not what stands in the field. */
  function storedHint(field: FieldName, typed: string, value: string): string | null {
    if (field === 'birthDate') return birthDateInWords(typed, value, format)
    if (field !== 'landline' && field !== 'mobile' && field !== 'nationalCode') return null
    if (toAsciiDigits(typed).replace(/[^0-9]/g, '') === value) return null
    const shown = field === 'landline' ? groupLandline(value) : value
    return t('citizenServices.willStore', { value: `\u2066${format.digits(shown)}\u2069` })
  }

  function birthDateInWords(typed: string, value: string, { date, digits }: Format): string {
    const typedYear = toAsciiDigits(typed).slice(0, 4)
    const { year } = toJalali(value)
    return Number(typedYear) === year
      ? date(value, 'full')
      : t('citizenServices.imperialYear', {
          typed: digits(typedYear),
          date: date(value, 'full'),
        })
  }

  function emptyHint(field: FieldName): string | null {
    if (field === 'mobile') return t('citizenServices.mobileHint')
    if (field === 'birthDate') {
      return t('citizenServices.birthDateHint', { example: `\u2066${format.digits('1370/01/05')}\u2069` })
    }
    return field === 'landline' && context.areaCode !== undefined
      ? t('citizenServices.landlineHint', { areaCode: `\u2066${format.digits(context.areaCode)}\u2069` })
      : null
  }
}
