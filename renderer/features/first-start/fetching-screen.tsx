import { Check } from 'lucide-react'
import { useEffect } from 'react'
import { ProgressBar } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { FrontPage } from '../../design/front-page.tsx'
import { startSession, useSession } from '../../stores/session.ts'
import { ConditionList } from '../condition/condition-note.tsx'
import { FirstSteps } from './first-steps.tsx'

/** How often to ask how far it is, ms. */
const LOOK = 400

/** The office's data come for the first time: what has come, how much there is, and what to do when it does not go on. */
export function FetchingScreen() {
  const { t } = useTranslation()
  const format = useFormat()
  const device = useSession((session) => session.device)
  useEffect(() => {
    const timer = setInterval(() => void startSession(), LOOK)
    return () => clearInterval(timer)
  }, [])
  const fetch = device?.firstFetch
  if (!fetch) return null
  const { received, total, people, appointments, problem } = fetch
  const hasOffice = device.office !== null
  const lines = [
    { key: 'office', done: hasOffice, count: null },
    { key: 'people', done: people > 0, count: people },
    { key: 'appointments', done: appointments > 0, count: appointments },
  ] as const
  const name = device.office && format.withCodes(device.office.name)
  return (
    <FrontPage
      startsAtTitle
      title={t('firstStart.fetching')}
      lead={name ?? t('firstStart.fetchingLead')}
      above={
        <>
          <FirstSteps current="fetch" />
          <ConditionList />
        </>
      }
    >
      <ProgressBar
        aria-label={t('firstStart.fetching')}
        value={total === null ? 0 : Math.min(received, total)}
        maxValue={Math.max(1, total ?? 1)}
        isIndeterminate={total === null}
        valueLabel={total === null ? t('firstStart.received', { count: received }) : progress()}
        className="flex flex-col gap-2"
      >
        {({ percentage, valueText }) => (
          <>
            <span className="h-2 overflow-hidden rounded-full bg-sunken">
              <span
                className={`block h-full rounded-full bg-accent transition-[inline-size] duration-150 ${percentage === undefined ? 'w-1/3 animate-pulse' : ''}`}
                style={percentage === undefined ? {} : { inlineSize: `${percentage}%` }}
              />
            </span>
            <span className="text-small text-second">{valueText}</span>
          </>
        )}
      </ProgressBar>
      <ul className="mt-5 flex flex-col gap-2.5">
        {lines.map(({ key, done, count }) => (
          <li key={key} className="flex items-center gap-2.5 text-body">
            {done ? (
              <Check size={16} aria-hidden className="text-complete" />
            ) : (
              <span aria-hidden className="size-4 rounded-full border border-strong-line" />
            )}
            <span className={done ? 'text-ink' : 'text-second'}>{t(`firstStart.fetched.${key}`)}</span>
            {count !== null && done && (
              <span className="ms-auto text-second tabular-nums">{format.number(count)}</span>
            )}
          </li>
        ))}
      </ul>
      {problem !== null && (
        <p
          role="status"
          className="mt-5 flex gap-2.5 rounded-m bg-incomplete-soft px-3 py-2.5 text-small text-ink"
        >
          {t('firstStart.halted')}
        </p>
      )}
      {device.hasUsers && hasOffice && (
        <Button className="mt-5 w-full" onPress={() => useSession.setState({ phase: 'signed_out' })}>
          {t('firstStart.signInAlready')}
        </Button>
      )}
    </FrontPage>
  )

  function progress() {
    return t('firstStart.progress', { received: format.number(received), total: format.number(total ?? 0) })
  }
}
