import { UserRoundPlus } from 'lucide-react'
import { memo } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { Code } from '../../design/code.tsx'
import { HelpLink } from '../../design/help-link.tsx'
import { StateChip } from '../../design/state-chip.tsx'
import { useProblemText } from '../../transport/problem-text.ts'
import { remedyOf } from '../../transport/remedy.ts'
import { useMayAdmit, WALK_IN_KEY } from '../walk-in/walk-in-button.tsx'
import { openWalkIn } from '../walk-in/walk-in-store.ts'
import { chooseAnswer, forgetAnswer, useSearch } from './search-store.ts'

/** What a scanned or typed code led to when it was not one applicant: nobody, several, or no answer. */
export const SearchAnswerPanel = memo(function SearchAnswerPanel() {
  const { t } = useTranslation()
  const format = useFormat()
  const problemText = useProblemText()
  const mayAdmit = useMayAdmit()
  const answer = useSearch((store) => store.answer)
  return (
    <div aria-live="polite" className="absolute inset-x-0 top-full z-30">
      {answer && (
        <div className="mt-1.5 rounded-l border border-line bg-surface p-3 shadow-float">
          {answer.kind === 'several' && (
            <>
              <p className="px-1 pb-2 text-small font-semibold text-ink">{t('day.choose')}</p>
              <ul>
                {answer.rows.map((row) => (
                  <li key={row.id}>
                    <AriaButton
                      onPress={() => chooseAnswer(row)}
                      className="flex w-full items-center gap-3 rounded-m px-2 py-2 text-start data-focus-visible:focus-ring-inset data-hovered:bg-accent-soft"
                    >
                      <span className="flex-1 font-semibold">
                        {row.firstName} {row.lastName}
                      </span>
                      <span className="text-small text-second">
                        {format.date(row.date, 'full')}
                        {t('common.comma')}
                        {format.time(row.slot)}
                      </span>
                      <StateChip state={row.state} />
                    </AriaButton>
                  </li>
                ))}
              </ul>
            </>
          )}
          {answer.kind === 'none' && (
            <>
              <p className="px-1 text-body font-semibold text-ink">
                {t('day.codeNotFound')} <Code value={answer.code} className="font-normal text-second" />
              </p>
              <p className="px-1 text-small text-second">
                {t('day.codeNotFoundDetail')} <HelpLink to="day#notFound" />
              </p>
              {mayAdmit && (
                <Button
                  size="s"
                  className="mx-1 mt-2.5"
                  shortcut={WALK_IN_KEY}
                  icon={<UserRoundPlus size={14} aria-hidden />}
                  onPress={() => {
                    forgetAnswer()
                    openWalkIn(answer.code)
                  }}
                >
                  {t('walkIn.fromCode')}
                </Button>
              )}
            </>
          )}
          {answer.kind === 'failed' && (
            <>
              <p className="px-1 text-body font-semibold text-no-show">{problemText(answer.problem).what}</p>
              <p className="px-1 text-small text-second">
                {problemText(answer.problem).todo} <HelpLink to={remedyOf(answer.problem)} />
              </p>
            </>
          )}
        </div>
      )}
    </div>
  )
})
