import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'

export const firstSteps = ['central', 'code', 'fetch', 'signIn'] as const
export type FirstStep = (typeof firstSteps)[number]

/** Where one is on the way from a new installation to the first working day. */
export function FirstSteps({ current }: { current: FirstStep }) {
  const { t } = useTranslation()
  const format = useFormat()
  const at = firstSteps.indexOf(current)
  return (
    <ol aria-label={t('firstStart.steps')} className="mb-5 flex items-start">
      {firstSteps.map((step, index) => {
        const state = index < at ? 'done' : index === at ? 'current' : 'ahead'
        return (
          <li
            key={step}
            aria-current={state === 'current' ? 'step' : undefined}
            className="relative flex flex-1 flex-col items-center gap-1.5 text-center"
          >
            {index > 0 && (
              <span
                aria-hidden
                className={`absolute end-1/2 top-3 me-4 h-px w-[calc(100%-2rem)] ${state === 'ahead' ? 'bg-strong-line' : 'bg-accent'}`}
              />
            )}
            <span
              aria-hidden
              className={`flex size-6 items-center justify-center rounded-full border text-small font-semibold ${
                state === 'ahead'
                  ? 'border-strong-line bg-paper text-second'
                  : 'border-accent bg-accent text-on-accent'
              }`}
            >
              {state === 'done' ? <Check size={14} strokeWidth={2.5} /> : format.number(index + 1)}
            </span>
            <span className={`text-small ${state === 'current' ? 'font-semibold text-ink' : 'text-second'}`}>
              {t(`firstStart.step.${step}`)}
              {state === 'done' && <span className="sr-only"> {t('firstStart.stepDone')}</span>}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
