import type { StageEntry } from '#shared/contract/citizen.ts'
import { isStage } from '#shared/domain/stage.ts'
import { useFormat } from '../app/format.ts'
import { useTexts } from '../app/texts.ts'

/** The name of a stage; one that this page does not know is shown as it came. */
export function useStageName(): (stage: string) => string {
  const { stage: names } = useTexts()
  return (stage) => (isStage(stage) ? names[stage] : stage)
}

/** The stages in their order, the last one marked as where it stands. */
export function Timeline({ history }: { history: readonly StageEntry[] }) {
  const { instant, text } = useFormat()
  const nameOf = useStageName()
  return (
    <ol className="flex flex-col">
      {history.map(({ stage, at, note }, index) => {
        const last = index === history.length - 1
        return (
          <li
            key={`${at} ${stage}`}
            aria-current={last ? 'step' : undefined}
            className={`relative flex flex-col ps-7 ${last ? '' : 'pb-5'}`}
          >
            {!last && <span aria-hidden className="absolute inset-y-2 start-[6px] w-0.5 bg-strong-line" />}
            <span
              aria-hidden
              className={`absolute start-0 top-1.5 size-3.5 rounded-full border-2 ${last ? 'border-accent bg-accent' : 'border-strong-line bg-paper'}`}
            />
            <span className={last ? 'font-extrabold' : 'font-semibold'}>
              <bdi>{nameOf(stage)}</bdi>
            </span>
            <span className="text-body text-second">{instant(at)}</span>
            {note && <span className="text-body">{text(note)}</span>}
          </li>
        )
      })}
    </ol>
  )
}
