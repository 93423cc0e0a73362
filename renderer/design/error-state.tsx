import { CircleAlert, CircleHelp, RotateCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { HelpPlace } from '#shared/help/pages.ts'
import { openHelpAt } from '../stores/help.ts'
import { type Problem, useProblemText } from '../transport/problem-text.ts'
import { remedyOf } from '../transport/remedy.ts'
import { Button } from './button.tsx'
import { HelpLink } from './help-link.tsx'

/** A call failed: what happened, what to do, and the way to try again. */
export function ErrorState({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { t } = useTranslation()
  const text = useProblemText()(problem)
  return (
    <FailureState
      {...text}
      remedy={remedyOf(problem)}
      {...(onRetry && { again: { label: t('common.retry'), run: onRetry } })}
    />
  )
}

/** What stands in place of a part that is not there because something failed; the help says more about what to do. */
export function FailureState({
  what,
  todo,
  remedy,
  again,
}: {
  what: string
  todo: string
  remedy: HelpPlace
  again?: { label: string; run: () => void }
}) {
  const { t } = useTranslation()
  return (
    <div
      role="alert"
      className="flex h-full flex-1 flex-col items-center justify-center gap-2 p-8 text-center"
    >
      <CircleAlert aria-hidden className="mb-2 size-8 stroke-[1.25] text-no-show" />
      <p className="text-lead font-semibold text-ink">{what}</p>
      <p className="max-w-96 text-body text-second">{todo}</p>
      <div className="mt-3 flex items-center gap-2">
        {again && (
          <Button icon={<RotateCw size={16} aria-hidden />} onPress={again.run}>
            {again.label}
          </Button>
        )}
        <Button
          variant="quiet"
          icon={<CircleHelp size={16} aria-hidden />}
          onPress={() => openHelpAt(remedy)}
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
