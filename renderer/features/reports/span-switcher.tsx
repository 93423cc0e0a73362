import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { neighbourOf, type ReportSpan, spanOf } from '#shared/domain/report-span.ts'
import { useFormat } from '../../app/format.ts'
import { useShortcuts } from '../../app/shortcuts.ts'
import { Button } from '../../design/button.tsx'
import { IconButton } from '../../design/icon-button.tsx'
import { useSpanWords } from './report-words.ts'

/** The span in words, and the ways to the one before and after. */
export function SpanSwitcher({
  span,
  today,
  onShow,
}: {
  span: ReportSpan
  today: string
  onShow: (date: string) => void
}) {
  const { t } = useTranslation()
  const words = useSpanWords()
  const rtl = useFormat().language === 'fa'
  const [Back, Forth] = rtl ? [ChevronRight, ChevronLeft] : [ChevronLeft, ChevronRight]
  const before = neighbourOf(span, -1)
  const after = neighbourOf(span, 1)
  const isCurrent = spanOf(span.unit, today).from === span.from
  const show = (other: ReportSpan | null) => other && onShow(other.from)

  useShortcuts([
    { keys: 'Alt+PageUp', label: t('shortcuts.previousSpan'), group: 'everywhere', run: () => show(before) },
    { keys: 'Alt+PageDown', label: t('shortcuts.nextSpan'), group: 'everywhere', run: () => show(after) },
  ])

  return (
    <fieldset aria-label={t('reports.span')} className="flex min-w-0 items-center gap-1">
      <IconButton
        size="s"
        label={t('reports.previous')}
        shortcut="Alt+PageUp"
        icon={<Back size={16} aria-hidden />}
        isDisabled={before === null}
        onPress={() => show(before)}
      />
      <IconButton
        size="s"
        label={t('reports.next')}
        shortcut="Alt+PageDown"
        icon={<Forth size={16} aria-hidden />}
        isDisabled={after === null}
        onPress={() => show(after)}
      />
      <p role="status" className="ms-2 truncate text-body font-semibold text-ink">
        {words(span)}
      </p>
      {!isCurrent && (
        <Button size="s" variant="quiet" onPress={() => onShow(today)}>
          {t('reports.current')}
        </Button>
      )}
    </fieldset>
  )
}
