import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { LogVerification } from '#shared/contract/event-log.ts'
import { useFormat } from '../../app/format.ts'
import { HelpLink } from '../../design/help-link.tsx'
import { useActorName, useEventWords } from '../history/event-words.ts'
import { useItems } from './use-items.ts'

/** What the walk along the chain has found: that it is whole, or the first entry that is not what was recorded. */
export function VerificationResult({ result }: { result: LogVerification }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useEventWords()
  const actorName = useActorName()
  const items = useItems()
  const { broken, own, foreign } = result
  if (broken === null) {
    return (
      <div className="mb-3 flex gap-2.5 rounded-m bg-served-soft px-3 py-2.5 text-small text-served">
        <ShieldCheck size={18} aria-hidden className="shrink-0" />
        <p>
          <strong className="font-semibold">{t('eventLog.intact')}</strong>{' '}
          {t('eventLog.intactDetail', { own: format.number(own), foreign: format.number(foreign) })}
        </p>
      </div>
    )
  }
  const { entry, why, deviceSeq } = broken
  return (
    <div
      role="alert"
      className="mb-3 flex gap-2.5 rounded-m bg-no-show-soft px-3 py-2.5 text-small text-no-show"
    >
      <ShieldAlert size={18} aria-hidden className="shrink-0" />
      <div className="flex flex-col gap-1">
        <p>
          <strong className="font-semibold">
            {t(broken.own ? 'eventLog.broken' : 'eventLog.brokenForeign', {
              number: format.number(deviceSeq),
            })}
          </strong>{' '}
          {t(`eventLog.why.${why}`)}
        </p>
        {entry && (
          <p>
            {t('eventLog.standsThere', {
              event: words(entry, items).what,
              actor: actorName(entry),
              date: format.dateOf(entry.at, 'full'),
              time: format.timeOf(entry.at),
            })}
          </p>
        )}
        <p>
          {t('eventLog.brokenTodo')} <HelpLink to="log#verify" />
        </p>
      </div>
    </div>
  )
}
