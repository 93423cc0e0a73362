import { useEffect, useRef } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { FailReason } from '#shared/domain/requirement.ts'
import { useFormat } from '../../app/format.ts'
import { Kbd } from '../../design/kbd.tsx'
import { KeyArea } from '../../design/key-area.tsx'
import { PendingMark } from '../../design/pending-mark.tsx'
import { TextField } from '../../design/text-field.tsx'

/** Longer than the pause between two keys of a scanner: a scan that begins here must not choose a reason. */
const SCAN_PAUSE = 60

/** Why an item fails: one key for each reason, chosen with whatever note has been written by then. */
export function FailPanel({
  title,
  reasons,
  chosen,
  note,
  isPending,
  onNote,
  onChoose,
  onClose,
}: {
  title: string
  reasons: readonly FailReason[]
  /** The reason that holds now, when the item has failed already. */
  chosen: string | null
  note: string
  isPending: boolean
  onNote: (note: string) => void
  onChoose: (reasonCode: string) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const list = useRef<HTMLDivElement>(null)
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null)
  const lastKey = useRef(Number.NEGATIVE_INFINITY)

  const focusReason = (index: number) =>
    list.current?.querySelectorAll<HTMLElement>('[data-reason]')[index]?.focus()

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it opens; afterwards the focus is the clerk's
  useEffect(() => {
    const start = reasons.findIndex((reason) => reason.code === chosen)
    focusReason(Math.max(0, start))
    return () => {
      if (waiting.current) clearTimeout(waiting.current)
    }
  }, [])

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onClose()
      return
    }
    if (event.target instanceof HTMLInputElement) return
    const inScan = event.timeStamp - lastKey.current < SCAN_PAUSE
    lastKey.current = event.timeStamp
    if (waiting.current) clearTimeout(waiting.current)
    waiting.current = null
    const number = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1]
    if (number && !event.ctrlKey && !event.altKey && !event.metaKey) {
      // Here a digit is a reason, not the beginning of a search.
      event.preventDefault()
      event.stopPropagation()
      const reason = reasons[Number(number) - 1]
      if (reason && !inScan) waiting.current = setTimeout(() => onChoose(reason.code), SCAN_PAUSE)
      return
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      event.stopPropagation()
      const buttons = [...(list.current?.querySelectorAll<HTMLElement>('[data-reason]') ?? [])]
      const here = buttons.indexOf(document.activeElement as HTMLElement)
      focusReason((here + step + buttons.length) % buttons.length)
    }
  }

  return (
    <KeyArea
      ref={list}
      onKeyDown={onKeyDown}
      className="mt-2 rounded-m border border-line bg-paper p-3"
      data-panel="fail"
    >
      <p className="mb-2 text-small text-second">{t('applicant.failPick')}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every engine */}
      <div
        role="group"
        aria-label={t('applicant.failReasons', { item: title })}
        className="grid grid-cols-2 gap-1.5"
      >
        {reasons.map((reason, index) => (
          <Button
            key={reason.code}
            data-reason={reason.code}
            aria-pressed={reason.code === chosen}
            isPending={isPending}
            onPress={() => onChoose(reason.code)}
            className={`flex min-h-9 items-center gap-2.5 rounded-m border px-2 py-1 text-start text-small outline-none data-focus-visible:focus-ring data-hovered:bg-sunken data-pressed:bg-line data-pending:opacity-60 ${
              reason.code === chosen
                ? 'border-incomplete bg-incomplete-soft font-semibold text-incomplete'
                : 'border-line bg-surface text-ink'
            }`}
          >
            {isPending && <PendingMark />}
            {index < 9 && <Kbd keys={format.digits(index + 1)} />}
            <span>{format.text(reason.title)}</span>
          </Button>
        ))}
      </div>
      <TextField
        className="mt-3"
        label={t('applicant.failNote')}
        value={note}
        onChange={onNote}
        maxLength={500}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return event.continuePropagation()
          event.preventDefault()
          // With a reason already there Enter records the note; otherwise the reason is what is still missing.
          if (chosen !== null) onChoose(chosen)
          else focusReason(0)
        }}
      />
    </KeyArea>
  )
}
