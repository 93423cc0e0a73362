import { ArrowLeftRight, Search } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValidationCode } from '#shared/domain/validation.ts'
import type { WalkInErrors } from '#shared/domain/walk-in-details.ts'
import { Button } from '../../design/button.tsx'
import { IconButton } from '../../design/icon-button.tsx'
import { FiguresField } from '../citizen-services/figures-field.tsx'
import { type Codes, mayBeSwapped, plainCodes } from './place-code.ts'
import type { useCodes } from './use-codes.ts'

/** The two codes that a registered citizen brings, and the look-up. Enter in either field looks up. */
export function CodesForm({
  given: { form, typed, tried, errors: own, type, submit },
  errors: told,
  isAsking,
  isAgain,
  hasFailed,
}: {
  given: ReturnType<typeof useCodes>
  /** What the core said is wrong. */
  errors: WalkInErrors
  isAsking: boolean
  isAgain: boolean
  hasFailed: boolean
}) {
  const { t } = useTranslation()
  const errors: WalkInErrors = { ...own, ...told }
  const hintId = useId()
  // What is typed or scanned next takes the place of what was wrong.
  useEffect(() => {
    const { activeElement } = document
    if (hasFailed && activeElement instanceof HTMLInputElement && form.current?.contains(activeElement)) {
      activeElement.select()
    }
  }, [hasFailed, form])
  const startsBehind = typed.nationalCode !== ''
  return (
    <form
      ref={form}
      noValidate
      aria-describedby={hintId}
      className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-x-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <CodeField
        name="nationalCode"
        label={t('walkIn.field.nationalCode')}
        value={typed.nationalCode}
        code={errors.nationalCode}
        tried={tried}
        isFirst={!startsBehind}
        onChange={(nationalCode) => type({ ...typed, nationalCode })}
      />
      <div className="relative">
        {mayBeSwapped(plainCodes(typed)) && (
          // Beside the label: nothing moves when it appears.
          <span className="absolute end-0 -top-1.5">
            <IconButton
              size="s"
              label={t('walkIn.swapCodes')}
              icon={<ArrowLeftRight size={16} aria-hidden />}
              onPress={() => type({ nationalCode: typed.trackingCode, trackingCode: typed.nationalCode })}
            />
          </span>
        )}
        <CodeField
          name="trackingCode"
          label={t('walkIn.field.trackingCode')}
          value={typed.trackingCode}
          code={errors.trackingCode}
          tried={tried}
          isFirst={startsBehind}
          onChange={(trackingCode) => type({ ...typed, trackingCode })}
        />
      </div>
      <Button
        type="submit"
        className="mt-[22px]"
        icon={<Search size={16} aria-hidden />}
        isPending={isAsking}
      >
        {t(isAgain ? 'walkIn.findAgain' : 'walkIn.find')}
      </Button>
      <p id={hintId} className="col-span-3 mt-1.5 text-small text-second">
        {t('walkIn.codesHint')}
      </p>
    </form>
  )
}

function CodeField({
  name,
  label,
  value,
  code,
  tried,
  isFirst,
  onChange,
}: {
  name: keyof Codes
  label: string
  value: string
  code: ValidationCode | undefined
  tried: boolean
  isFirst: boolean
  onChange: (text: string) => void
}) {
  const { t } = useTranslation()
  const [left, setLeft] = useState(false)
  const isError = tried || (left && value !== '')
  return (
    <FiguresField
      name={name}
      label={label}
      value={value}
      onChange={onChange}
      autoFocus={isFirst}
      maxLength={40}
      onFocus={() => setLeft(false)}
      onBlur={() => setLeft(true)}
      error={isError && code ? t(`validation.${code}`) : null}
    />
  )
}
