import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { StageEntry } from '#shared/contract/citizen.ts'
import { isStage } from '#shared/domain/stage.ts'
import { useFormat } from '../../app/format.ts'

/** The word for a stage; one that this program does not know is shown as it came. */
export function useStageWord(): (stage: string) => string {
  const { t } = useTranslation()
  return (stage) => (isStage(stage) ? t(`stage.${stage}`) : stage)
}

/** The stages of a registration, the newest first: it is the one that is asked for. */
export function StageTimeline({ history, current }: { history: readonly StageEntry[]; current: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const wordOf = useStageWord()
  const entries = history.map((entry, index) => ({ ...entry, key: `${index} ${entry.stage}` })).reverse()
  return (
    <ol className="flex flex-col">
      {entries.map(({ key, stage, at, note }, index) => {
        const isCurrent = index === 0 && stage === current
        const isLast = index === entries.length - 1
        return (
          <li key={key} data-stage={stage} className="flex gap-3">
            <span aria-hidden className="flex flex-col items-center">
              <span
                className={`flex size-6 shrink-0 items-center justify-center rounded-full border ${
                  isCurrent
                    ? 'border-accent bg-accent text-on-accent'
                    : 'border-strong-line bg-surface text-second'
                }`}
              >
                {isCurrent ? <span className="size-2 rounded-full bg-on-accent" /> : <Check size={13} />}
              </span>
              {!isLast && <span className="w-px flex-1 bg-strong-line" />}
            </span>
            <div className={`min-w-0 ${isLast ? '' : 'pb-4'}`}>
              <p className={`text-body ${isCurrent ? 'font-extrabold text-accent' : 'text-ink'}`}>
                <bdi>{wordOf(stage)}</bdi>
                {isCurrent && <span className="sr-only"> ({t('citizenServices.stageCurrent')})</span>}
              </p>
              <p className="text-small text-second">
                {t('citizenServices.stageAt', {
                  date: format.dateOf(at, 'full'),
                  time: format.timeOf(at),
                })}
              </p>
              {note && <p className="mt-0.5 text-small text-ink">{note}</p>}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
