import { Check } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { FieldError, Input, Text, TextArea, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { toPersianDigits } from '#shared/domain/digits.ts'
import { parseDetail } from '#shared/domain/documents.ts'
import type { CorrectableField } from '#shared/domain/requirement.ts'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { useOffice } from '../../stores/office.ts'
import { groupDetail } from './group-detail.ts'

/**
 * A value being corrected: judged by the rule book at every key, either digit set, shown as it will be stored.
 * While it is still short the message is a hint; it turns into an error when it is to be saved or left.
 */
export function ValueEditor({
  field,
  title,
  stored,
  draft,
  message,
  isPending,
  onDraft,
  onSave,
  onClose,
}: {
  field: CorrectableField
  title: string
  stored: string | null
  draft: string | null
  /** Why the editor opened by itself. */
  message: string | null
  isPending: boolean
  onDraft: (text: string) => void
  /** `value` as typed; the core normalises it. */
  onSave: (value: string) => void
  /** Leaves what is stored as it is. */
  onClose: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const areaCode = useOffice(({ profile }) => profile?.areaCode)
  const [strict, setStrict] = useState(false)
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const isText = field === 'address'
  const shown = (value: string) =>
    format.language === 'fa' ? toPersianDigits(groupDetail(field, value)) : groupDetail(field, value)
  const [atStart] = useState(stored)
  const text = draft ?? (stored === null ? '' : shown(stored))
  const parsed = parseDetail(field, text, areaCode === undefined ? {} : { areaCode })
  const changed = parsed.ok ? parsed.value !== stored : true

  useEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])

  const submit = () => {
    setStrict(true)
    if (isPending || !parsed.ok) return
    if (changed) onSave(text)
    else onClose()
  }

  return (
    <div className="mt-1.5 flex items-start gap-2" data-panel="value">
      <TextField
        aria-label={t('applicant.valueFor', { item: title })}
        value={text}
        onChange={onDraft}
        onBlur={() => text !== '' && setStrict(true)}
        isInvalid={strict && !parsed.ok}
        maxLength={500}
        className={`flex min-w-0 flex-col gap-1 ${isText ? 'flex-1' : ''}`}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault()
            submit()
          } else if (event.key === 'Escape') {
            event.preventDefault()
            onClose()
          } else event.continuePropagation()
        }}
      >
        {isText ? (
          <TextArea ref={input} rows={2} className={`${box} w-full resize-none py-1.5`} />
        ) : (
          <Input
            ref={input}
            dir="ltr"
            inputMode="numeric"
            autoComplete="off"
            className={`${box} h-9 w-64 font-semibold ${format.language === 'fa' ? 'text-right' : 'text-left'}`}
          />
        )}
        {parsed.ok ? (
          <Text slot="description" className="flex items-center gap-1.5 text-small text-second">
            {changed ? (
              <>
                <Check size={14} aria-hidden className="shrink-0 text-served" />
                <span>{t('applicant.willStore', { value: `\u2068${shown(parsed.value)}\u2069` })}</span>
              </>
            ) : (
              t('applicant.saveValueHint')
            )}
          </Text>
        ) : strict ? null : (
          <Text slot="description" className="text-small text-second">
            {message} {t(`validation.${parsed.code}`)}
          </Text>
        )}
        <FieldError className="text-small text-no-show">
          {parsed.ok ? null : t(`validation.${parsed.code}`)}
        </FieldError>
        {stored !== atStart && stored !== null && (
          <Text slot="description" className="text-small text-incomplete">
            {t('applicant.changedUnderHand', { value: `\u2068${shown(stored)}\u2069` })}
          </Text>
        )}
      </TextField>
      <Button size="s" className="h-9" isPending={isPending} onPress={submit}>
        {t('applicant.saveValue')}
      </Button>
    </div>
  )
}

const box =
  'rounded-m border border-accent bg-surface px-3 text-body text-ink outline-none ring-2 ring-accent/25 data-invalid:border-no-show data-invalid:ring-no-show/25'
