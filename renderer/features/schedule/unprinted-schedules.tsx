import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isMarked } from '#shared/domain/paper.ts'
import type { ScheduleCopy } from '#shared/domain/schedule-copy.ts'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { HelpLink } from '../../design/help-link.tsx'
import { useScheduleCopyWords } from '../../print/schedule-copy-words.ts'
import { useAnyVersion } from '../../stores/live.ts'
import { useAnswer } from '../../stores/use-answer.ts'
import { office } from '../../transport/office-client.ts'

/** The copies of the day that did not come out of the printer, the newest of each choice of lines; each stays until one does. */
export function UnprintedSchedules({
  date,
  except,
  onAgain,
}: {
  date: string
  /** The copy that is told of beside the button already. */
  except: string | null
  onAgain: (copy: ScheduleCopy) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const copyWords = useScheduleCopyWords()
  const version = useAnyVersion()
  const { answer } = useAnswer(() => office().paper.unprinted({ date }), [date, version])
  const marked = (answer ?? []).filter(
    ({ printId, paper, outcome }) => paper === 'schedule' && isMarked(outcome) && printId !== except,
  )
  if (marked.length === 0) return null
  return (
    <ul aria-label={t('paper.notPrinted')} className="flex max-h-36 flex-col gap-1.5 overflow-y-auto">
      {marked.map(({ printId, outcome, copy, at, schedule }) => (
        <li key={printId} className="flex items-start gap-2 text-small">
          <CircleAlert size={14} aria-hidden className="mt-[3px] shrink-0 text-no-show" />
          <div className="min-w-0 flex-1">
            <p className="font-semibold text-no-show">
              {t(`paper.outcome.${outcome ?? 'unknown'}`, {
                copy: format.digits(copy),
                time: format.timeOf(at),
              })}
            </p>
            {schedule !== null && <p className="text-second">{copyWords(schedule)}</p>}
            <HelpLink to="paper#again" className="text-accent" />
          </div>
          {schedule !== null && (
            <Button size="s" variant="quiet" onPress={() => onAgain(schedule)}>
              {t('paper.againShort')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
