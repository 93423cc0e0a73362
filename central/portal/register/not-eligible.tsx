import type { Problem } from '../api/problem.ts'
import { Link } from '../app/link.tsx'
import { Page } from '../app/page.tsx'
import { useTexts } from '../app/texts.ts'
import { Button } from '../design/button.tsx'
import { Notice } from '../design/notice.tsx'

/** The official message, word for word as the central system says it, and what it may mean. */
export function NotEligible({ problem, onBack }: { problem: Problem; onBack: () => void }) {
  const { register, ineligible, menu } = useTexts()
  const { reason } = problem
  return (
    <Page title={register.title}>
      <Notice kind="refused" title={problem.title} urgent focused>
        {reason && (
          <p>
            <strong className="font-semibold">{register.notEligibleHint}</strong> {ineligible[reason]}
          </p>
        )}
      </Notice>
      <p className="text-second">{register.keptTyped}</p>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <Button onClick={onBack}>{register.again}</Button>
        {reason === 'live_registration' && (
          <Link to="recovery" className="link">
            {menu.recovery}
          </Link>
        )}
      </div>
    </Page>
  )
}
