import { CircleAlert, Printer } from 'lucide-react'
import { type RefObject, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '#shared/contract/office.ts'
import { isMarked, type Slip } from '#shared/domain/paper.ts'
import { useShortcuts } from '../../app/shortcuts.ts'
import { Button } from '../../design/button.tsx'
import { HelpLink } from '../../design/help-link.tsx'
import { CopyOutcome } from './copy-outcome.tsx'
import { printByItself } from './print-by-itself.ts'
import { jobKey, printPaper, usePrinting } from './print-paper.ts'

/** Which slips there is something to say on, the one of the moment first. */
function slipsOf({ appointment, papers }: Visit): Slip[] {
  const { state, queueNumber } = appointment
  if (state === 'documents_incomplete') return ['missing_documents_slip', 'check_in_slip']
  if (queueNumber === null) return []
  const isOver = state !== 'arrived' && state !== 'documents_complete'
  const failed = papers.some(({ slip, outcome }) => slip === 'check_in_slip' && isMarked(outcome))
  return isOver && !failed ? [] : ['check_in_slip']
}

/**
 * The slips of the applicant on the screen: what became of each, and one key for the one of the moment. `acts` steps with each
 * act of this screen: where the desk is set so, its slip prints by itself.
 */
export function SlipStrip({
  visit,
  acts,
  within,
}: {
  visit: Visit
  acts: number
  within: RefObject<HTMLElement | null>
}) {
  const { t } = useTranslation()
  const slips = slipsOf(visit)
  const [first] = slips

  // biome-ignore lint/correctness/useExhaustiveDependencies: only an act of this screen makes it print by itself
  useEffect(() => {
    if (acts > 0) printByItself(visit)
  }, [acts])

  useShortcuts([
    {
      keys: 'P',
      label: t('paper.keys.print'),
      group: 'inApplicant',
      within: () => within.current,
      when: () => first !== undefined,
      run: (event) => {
        if (first && !event.repeat) void printPaper({ paper: first, visit })
      },
    },
  ])

  if (slips.length === 0) return null
  return (
    <ul aria-label={t('paper.strip')} className="shrink-0 border-b border-line px-6 py-1.5">
      {slips.map((slip, index) => (
        <SlipLine key={slip} slip={slip} visit={visit} isFirst={index === 0} />
      ))}
    </ul>
  )
}

function SlipLine({ slip, visit, isFirst }: { slip: Slip; visit: Visit; isFirst: boolean }) {
  const { t } = useTranslation()
  const printed = visit.papers.find((paper) => paper.slip === slip)
  const isPrinting = usePrinting(({ under }) => under.includes(jobKey({ paper: slip, visit })))
  const marked = printed !== undefined && isMarked(printed.outcome)
  const Icon = marked ? CircleAlert : Printer
  const paper = t(`paper.kind.${slip}`)
  return (
    <li className="flex h-9 items-center gap-2 text-small" data-slip={slip}>
      <Icon size={14} aria-hidden className={marked ? 'text-no-show' : 'text-second'} />
      <span className="font-semibold text-ink">{paper}</span>
      <span
        role="status"
        className={`min-w-0 truncate ${marked ? 'font-semibold text-no-show' : 'text-second'}`}
      >
        <CopyOutcome printed={isPrinting ? null : printed} isPrinting={isPrinting} />
      </span>
      {marked && !isPrinting && <HelpLink to="paper#again" className="shrink-0 text-accent" />}
      <Button
        size="s"
        variant="quiet"
        // The words of all lines stand below one another: where there is no key, its room is left free.
        className={isFirst ? 'ms-auto' : 'ms-auto me-[1.8125rem]'}
        isPending={isPrinting}
        shortcut={isFirst ? 'P' : undefined}
        onPress={() => void printPaper({ paper: slip, visit })}
      >
        {/* Named in full for who hears it; who sees it has the paper's name in the same line. */}
        <span aria-hidden>{t(printed ? 'paper.againShort' : 'paper.printShort')}</span>
        <span className="sr-only">{t(printed ? 'paper.printAgain' : 'paper.print', { paper })}</span>
      </Button>
    </li>
  )
}
