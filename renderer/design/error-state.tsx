import { CircleAlert, CircleHelp, RotateCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { openHelpAt } from '../stores/help.ts'
import { type Problem, useProblemText } from '../transport/problem-text.ts'
import { remedyOf } from '../transport/remedy.ts'
import { Button } from './button.tsx'
import { HelpLink } from './help-link.tsx'

/** Something failed: what happened, what to do, and the way to try again. */
export function ErrorState({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { t } = useTranslation()
  const text = useProblemText()(problem)
  return (
    <div role="alert" className="flex h-full flex-col items-center justify-center gap-2 p-8 text-center">
      <CircleAlert aria-hidden className="mb-2 size-8 stroke-[1.25] text-no-show" />
      <p className="text-lead font-semibold text-ink">{text.what}</p>
      <p className="max-w-96 text-body text-second">{text.todo}</p>
      <div className="mt-3 flex items-center gap-2">
        {onRetry && (
          <Button icon={<RotateCw size={16} aria-hidden />} onPress={onRetry}>
            {t('common.retry')}
          </Button>
        )}
        <Button
          variant="quiet"
          icon={<CircleHelp size={16} aria-hidden />}
          onPress={() => openHelpAt(remedyOf(problem))}
        >
          {t('help.remedy')}
        </Button>
      </div>
    </div>
  )
}

/** The same in the flow of a form or a pane, above what it concerns. */
export function ProblemNote({ problem, className = '' }: { problem: Problem | null; className?: string }) {
  const text = useProblemText()
  if (!problem) return null
  const { what, todo } = text(problem)
  return (
    <div
      role="alert"
      className={`flex gap-2.5 rounded-m bg-no-show-soft px-3 py-2.5 text-small text-no-show ${className}`}
    >
      <CircleAlert size={16} aria-hidden className="mt-px shrink-0" />
      <p>
        <strong className="font-semibold">{what}</strong> {todo} <HelpLink to={remedyOf(problem)} />
      </p>
    </div>
  )
}
