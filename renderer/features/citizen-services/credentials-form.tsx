import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Credentials } from '#shared/contract/citizen.ts'
import { parseNationalCode } from '#shared/domain/national-code.ts'
import { parseTrackingCode } from '#shared/domain/tracking-code.ts'
import { useOffice } from '../../stores/office.ts'
import type { Problem } from '../../transport/problem.ts'
import { FiguresField } from './figures-field.tsx'
import { ServiceFrame } from './service-frame.tsx'
import { ServiceProblem } from './service-problem.tsx'

/** What a citizen is known by: national code and tracking code. Enter in the last field goes on. */
export function CredentialsForm({
  typed,
  busy,
  problem,
  submitLabel,
  note,
  second,
  onType,
  onSubmit,
}: {
  typed: Credentials
  busy: boolean
  problem: Problem | null
  submitLabel: string
  note: string
  second?: ReactNode
  onType: (typed: Credentials) => void
  /** In stored form. */
  onSubmit: (credentials: Credentials) => void
}) {
  const { t } = useTranslation()
  const length = useOffice(({ profile }) => profile?.rules.trackingCodeLength)
  const [attempted, setAttempted] = useState(false)
  const nationalCode = parseNationalCode(typed.nationalCode)
  const trackingCode = parseTrackingCode(typed.trackingCode, length === undefined ? {} : { length })
  const submit = () => {
    setAttempted(true)
    if (busy || !nationalCode.ok || !trackingCode.ok) return
    onSubmit({ nationalCode: nationalCode.value, trackingCode: trackingCode.value })
  }
  return (
    <ServiceFrame note={note} second={second} main={{ label: submitLabel, run: submit, isBusy: busy }}>
      <ServiceProblem problem={problem} />
      <form
        noValidate
        className="grid max-w-[640px] grid-cols-2 gap-x-6"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <CodeField
          label={t('citizenServices.nationalCode')}
          value={typed.nationalCode}
          message={nationalCode.ok ? null : t(`validation.${nationalCode.code}`)}
          isStrict={attempted}
          isFirst
          onChange={(text) => onType({ ...typed, nationalCode: text })}
        />
        <CodeField
          label={t('citizenServices.trackingCode')}
          value={typed.trackingCode}
          message={trackingCode.ok ? null : t(`validation.${trackingCode.code}`)}
          isStrict={attempted}
          onChange={(text) => onType({ ...typed, trackingCode: text })}
        />
        {/* Enter in a form of several fields needs a button that submits it. */}
        <button type="submit" hidden tabIndex={-1} aria-hidden />
      </form>
    </ServiceFrame>
  )
}

/** A field for a code: hint while it is written, error when it is left or sent. */
export function CodeField({
  label,
  value,
  message,
  isStrict,
  isFirst = false,
  onChange,
}: {
  label: string
  value: string
  /** What is wrong with it, if anything. */
  message: string | null
  isStrict: boolean
  isFirst?: boolean
  onChange: (text: string) => void
}) {
  const [left, setLeft] = useState(false)
  const isError = isStrict || (left && value !== '')
  return (
    <FiguresField
      label={label}
      autoFocus={isFirst}
      maxLength={40}
      value={value}
      onChange={onChange}
      onFocus={() => setLeft(false)}
      onBlur={() => setLeft(true)}
      hint={value === '' ? null : message}
      error={isError ? message : null}
      className="min-h-[84px]"
    />
  )
}
