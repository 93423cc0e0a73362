import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { notEligibleMessage } from '#shared/contract/citizen.ts'
import { ProblemNote } from '../../design/error-state.tsx'
import { HelpLink } from '../../design/help-link.tsx'
import type { Problem } from '../../transport/problem.ts'
import { remedyOf } from '../../transport/remedy.ts'

/** What went wrong with a service's question; the official words where somebody is not eligible. */
export function ServiceProblem({ problem, action }: { problem: Problem | null; action?: ReactNode }) {
  const { t } = useTranslation()
  if (problem?.kind === 'central_refused' && problem.refusal.code === 'NOT_ELIGIBLE') {
    const { reason } = problem.refusal
    return (
      <div role="alert" className="mb-4 flex gap-3 rounded-m bg-no-show-soft px-4 py-3 text-no-show">
        <CircleAlert size={20} aria-hidden className="mt-0.5 shrink-0" />
        <div className="min-w-0 flex-1">
          <p className="text-small font-semibold">{t('citizenServices.notEligible')}</p>
          <p lang="fa" dir="rtl" className="text-lead font-semibold">
            {notEligibleMessage}
          </p>
          <p className="mt-1 text-small">
            {t('citizenServices.reasonForClerk')}:{' '}
            {reason ? t(`ineligibility.${reason}`) : t('centralRefusal.NOT_ELIGIBLE.todo')}{' '}
            <HelpLink to={remedyOf(problem)} />
          </p>
        </div>
        {action}
      </div>
    )
  }
  const isUnreachable =
    problem?.kind === 'failed' && (problem.code === 'CENTRAL_UNREACHABLE' || problem.code === 'unreachable')
  return (
    <div className={problem ? 'mb-4 flex flex-col gap-1' : ''}>
      <ProblemNote problem={problem} />
      {isUnreachable && (
        <p className="px-3 text-small text-second">
          {t('citizenServices.offlineDetail')} {t('citizenServices.lostReply')}
        </p>
      )}
    </div>
  )
}
