import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { PendingMark } from '../../design/pending-mark.tsx'
import type { ChecklistLine } from './checklist-model.ts'

/**
 * One of two words, one key each. Unavailable ones stay where they are and tell why.
 */
export function VerdictControl({
  line,
  title,
  describedBy,
  isDisabled,
  isPending,
  isTabStop,
  isFirstFocus,
  failIsOpen,
  onAccept,
  onFail,
}: {
  line: ChecklistLine
  title: string
  /** Id of the text that says why the checklist is not open. */
  describedBy: string
  isDisabled: boolean
  isPending: boolean
  isTabStop: boolean
  isFirstFocus: boolean
  failIsOpen: boolean
  onAccept: () => void
  onFail: () => void
}) {
  const { t } = useTranslation()
  const segment = (chosen: boolean, colour: string) =>
    `h-8 min-w-15 px-3 text-small select-none outline-none data-focus-visible:focus-ring data-focus-visible:z-10 data-pending:opacity-60 ${
      chosen
        ? `${colour} font-semibold text-surface`
        : 'text-ink data-hovered:bg-sunken data-pressed:bg-line aria-disabled:bg-transparent aria-disabled:text-third'
    }`
  const shared = {
    isPending,
    excludeFromTabOrder: !isTabStop,
    ...(isDisabled && { 'aria-disabled': 'true' as const, 'aria-describedby': describedBy }),
  }
  return (
    <fieldset
      aria-label={t('applicant.verdictFor', { item: title })}
      className="flex shrink-0 divide-x divide-strong-line rounded-m border border-strong-line"
    >
      <Button
        {...shared}
        {...(!isDisabled && { onPress: onAccept })}
        data-verdict="accept"
        {...(isFirstFocus ? { 'data-first-focus': '' } : {})}
        aria-pressed={line.status === 'accepted'}
        className={`rounded-s-[7px] ${segment(line.status === 'accepted', 'bg-served')}`}
      >
        {isPending && <PendingMark />}
        {t('applicant.accept')}
      </Button>
      <Button
        {...shared}
        {...(!isDisabled && { onPress: onFail })}
        data-verdict="fail"
        aria-pressed={line.status === 'failed'}
        aria-expanded={failIsOpen}
        className={`rounded-e-[7px] ${segment(line.status === 'failed', 'bg-incomplete')} ${failIsOpen ? 'bg-incomplete-soft text-incomplete' : ''}`}
      >
        {isPending && <PendingMark />}
        {t('applicant.fail')}
      </Button>
    </fieldset>
  )
}
