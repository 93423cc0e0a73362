import { OctagonAlert, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { blockingConditions, type Condition } from '#shared/contract/condition.ts'
import { remedies as helpOf } from '#shared/help/remedies.ts'
import { Button } from '../../design/button.tsx'
import { HelpLink } from '../../design/help-link.tsx'
import { notify } from '../../design/notice.ts'
import { acknowledgeRecovery, refreshConditions, takeOver, useConditions } from '../../stores/condition.ts'
import { useHasRole } from '../../stores/session.ts'
import { remedyOf } from '../../transport/remedy.ts'
import { openEscrow } from '../escrow/escrow-store.ts'
import { CONDITION_NOTE, unfoldConditions, useConditionNote } from './condition-note-store.ts'
import { useConditionWords } from './condition-words.ts'

/**
 * What endangers the office's work, across the window: the worst one with its remedy, the others behind a button, so that the
 * list keeps its place. Nothing when all is well; the live notices keep it true.
 */
export function ConditionNote() {
  const { t } = useTranslation()
  const isSupervisor = useHasRole('supervisor')
  const known = useConditions((store) => store.conditions)
  const conditions = isSupervisor ? known : known.filter(isForEverybody)
  const all = useConditionNote((note) => note.all)
  if (conditions.length === 0) return null
  const others = conditions.length - 1
  return (
    <section
      id={CONDITION_NOTE}
      // Where a notification leads.
      tabIndex={-1}
      aria-label={t('conditionNote.title')}
      className="shrink-0 border-b border-line bg-surface outline-none focus-visible:focus-ring-inset"
    >
      <ul aria-live="polite">
        {(all ? conditions : conditions.slice(0, 1)).map((condition, place) => (
          <Line key={condition.code} condition={condition}>
            {place === 0 && others > 0 && (
              <Button size="s" variant="quiet" aria-expanded={all} onPress={() => unfoldConditions(!all)}>
                {all ? t('conditionNote.less') : t('conditionNote.more', { count: others })}
              </Button>
            )}
          </Line>
        ))}
      </ul>
    </section>
  )
}

/** The same on a page before anybody has signed in: all of them, one below the other. */
export function ConditionList() {
  const { t } = useTranslation()
  const conditions = useConditions((store) => store.conditions).filter(isForEverybody)
  useEffect(() => void refreshConditions(), [])
  if (conditions.length === 0) return null
  return (
    <section
      aria-label={t('conditionNote.title')}
      className="mb-4 overflow-hidden rounded-l border border-line bg-surface"
    >
      <ul>
        {conditions.map((condition) => (
          <Line key={condition.code} condition={condition} />
        ))}
      </ul>
    </section>
  )
}

/** Nobody but the supervisor can make a recovery code. */
const isForEverybody = ({ code }: Condition) => code !== 'escrow_missing'

function Line({ condition, children }: { condition: Condition; children?: React.ReactNode }) {
  const { t } = useTranslation()
  const words = useConditionWords()
  const blocks = blockingConditions.has(condition.code)
  const Icon = blocks ? OctagonAlert : TriangleAlert
  const { what, todo } = words(condition)
  return (
    <li
      className={`flex items-center gap-2.5 border-line px-5 py-2 text-small not-first:border-t ${
        blocks ? 'bg-no-show-soft text-no-show' : 'bg-incomplete-soft text-ink'
      }`}
    >
      <Icon size={16} aria-hidden className={`shrink-0 ${blocks ? '' : 'text-incomplete'}`} />
      <p className="min-w-0 flex-1">
        <span className="font-semibold">{what}</span> <span>{todo}</span>{' '}
        <HelpLink to={helpOf.condition[condition.code]} />
      </p>
      {(condition.code === 'database_restored' || condition.code === 'host_elsewhere') && (
        <Remedy code={condition.code} />
      )}
      {condition.code === 'escrow_missing' && (
        <Button size="s" onPress={openEscrow}>
          {t('conditionNote.makeEscrow')}
        </Button>
      )}
      {children}
    </li>
  )
}

/** What the supervisor, who answers for the office's data, can do about it here. */
const remedies = {
  database_restored: { label: 'acknowledge', failed: 'acknowledgeFailed', act: acknowledgeRecovery },
  host_elsewhere: { label: 'takeOver', failed: 'takeOverFailed', act: takeOver },
} as const

function Remedy({ code }: { code: keyof typeof remedies }) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const maySettle = useHasRole('supervisor')
  if (!maySettle) return null
  const { label, failed, act } = remedies[code]
  const run = async () => {
    setBusy(true)
    const problem = await act()
    setBusy(false)
    if (problem) notify({ tone: 'problem', title: t(`conditionNote.${failed}`), remedy: remedyOf(problem) })
  }
  return (
    <Button size="s" isPending={busy} onPress={() => void run()}>
      {t(`conditionNote.${label}`)}
    </Button>
  )
}
