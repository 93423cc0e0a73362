import { FileQuestion } from 'lucide-react'
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '#shared/contract/office.ts'
import { useFormat } from '../../app/format.ts'
import { useShortcuts } from '../../app/shortcuts.ts'
import { EmptyState } from '../../design/empty-state.tsx'
import { Kbd } from '../../design/kbd.tsx'
import { office } from '../../transport/office-client.ts'
import { useVisitUndo } from '../undo/use-undo.ts'
import { ChecklistItem, type ItemActions, type OpenPanel } from './checklist-item.tsx'
import { type ChecklistLine, checklistOf, type Checklist as Model, nextUndecided } from './checklist-model.ts'
import { useDrafts } from './drafts.ts'
import type { Acts } from './use-acts.ts'
import { checklistRefusal, type Person, waiveRefusal } from './visit-acts.ts'
import { useWhyNot } from './why-not.ts'

type Open = { key: string; panel: OpenPanel; message: string | null }

/** The documents, item by item, each with its verdict; worked by keyboard without looking for the hand. */
export function Checklist({
  visit,
  model,
  person,
  now,
  acts,
  onAllDecided,
}: {
  visit: Visit
  model: Model
  person: Person
  now: string
  acts: Acts
  /** Every item has a verdict: the hand goes on to the main action. */
  onAllDecided: () => void
}) {
  const { t } = useTranslation()
  const whyNot = useWhyNot()
  const format = useFormat()
  const undo = useVisitUndo()
  const list = useRef<HTMLUListElement>(null)
  const reasonId = useId()
  const { appointment } = visit
  const { id } = appointment
  const refusal = checklistRefusal(visit, person, now)
  const isWorkable = refusal === null
  const [open, setOpen] = useState<Open | null>(() => unfinished(id, model))
  const [current, setCurrent] = useState<string | null>(null)
  const first = nextUndecided(model, null)
  const tabStop = current ?? first ?? model.lines[0]?.item.key ?? null

  /** Where the focus goes once the screen shows the answer; `null` inside stands for the main action. */
  const [wanted, setWanted] = useState<{ key: string | null } | null>(null)
  useEffect(() => {
    if (!wanted) return
    if (wanted.key === null) onAllDecided()
    else focusVerdict(list.current, wanted.key)
  }, [wanted, onAllDecided])
  const moveTo = (key: string | null) => {
    setWanted({ key })
    if (key !== null) setCurrent(key)
  }

  const decide = (
    line: ChecklistLine,
    verdict: { verdict: 'accepted' | 'waived' | 'failed'; reasonCode?: string; note?: string | null },
    place?: 'fail' | 'waive',
  ) => {
    const { key, title } = line.item
    return acts.run(
      key,
      () => office().documents.decide({ appointmentId: id, item: key, ...verdict }),
      (after) => {
        if (place) forget(id, key, [place])
        setOpen(null)
        // Where to go is the answer's word: somebody else may have decided another item meanwhile.
        moveTo(nextUndecided(checklistOf(after.appointment, after.items), key))
        undo.verdict(visit, { key, title: format.text(title) }, line.decision, () => setWanted({ key }))
      },
    )
  }

  const actions: ItemActions = {
    accept: (line) => {
      if (!isWorkable) return
      const { key } = line.item
      if (!line.acceptable) {
        setOpen({ key, panel: 'value', message: t('applicant.valueFirst') })
        return
      }
      setOpen(null)
      if (line.status === 'accepted') return moveTo(nextUndecided(model, key))
      void decide(line, { verdict: 'accepted' })
    },
    fail: (line, reasonCode, note) => {
      void decide(line, { verdict: 'failed', reasonCode, note: note.trim() || null }, 'fail')
    },
    waive: (line, note) => {
      void decide(line, { verdict: 'waived', note: note.trim() }, 'waive')
    },
    correct: ({ item: { key, field, title }, value: before }, value) => {
      if (!field) return
      void acts.run(
        key,
        () => office().documents.correct({ appointmentId: id, field, value }),
        () => {
          forget(id, key, ['value'])
          setOpen(null)
          undo.correction(visit, field, format.text(title), before)
          // Not on to the next: the new value is undecided, and Enter accepts it.
          moveTo(key)
        },
      )
    },
    open: ({ item: { key } }, panel) => {
      if (!isWorkable) return
      setOpen(panel === null ? null : { key, panel, message: null })
      if (panel === null) moveTo(key)
    },
  }
  // Always the same to the items, so that an act draws only those that it changed.
  const latest = useRef(actions)
  useLayoutEffect(() => {
    latest.current = actions
  })
  const [stable] = useState<ItemActions>(() => ({
    accept: (...args) => latest.current.accept(...args),
    fail: (...args) => latest.current.fail(...args),
    waive: (...args) => latest.current.waive(...args),
    correct: (...args) => latest.current.correct(...args),
    open: (...args) => latest.current.open(...args),
  }))

  const keys = model.lines.map(({ item }) => item.key)
  const here = () => {
    const item = document.activeElement?.closest<HTMLElement>('[data-item]')?.dataset.item
    return item !== undefined && keys.includes(item) ? item : null
  }
  const step = (by: 1 | -1) => {
    const at = here()
    // Round the ends: the last item, the mobile number, is one key away from the first.
    const next = keys.at((at ? keys.indexOf(at) + by : 0) % keys.length)
    if (next !== undefined) focusVerdict(list.current, next)
  }
  const onCurrent = (act: (line: ChecklistLine) => void) => () => {
    const key = here()
    const line = model.lines.find(({ item }) => item.key === key)
    if (line) act(line)
  }
  const waivable = (key: string) => waiveRefusal(visit, person, now, key) === null
  const within = () => list.current
  const when = () => isWorkable
  useShortcuts([
    {
      keys: 'ArrowUp ArrowDown',
      label: t('applicant.keys.move'),
      group: 'inApplicant',
      within,
      run: (event) => step(event.key === 'ArrowDown' ? 1 : -1),
    },
    {
      keys: 'J A',
      label: t('applicant.keys.accept'),
      group: 'inApplicant',
      within,
      when,
      run: onCurrent(actions.accept),
    },
    {
      keys: 'K F',
      label: t('applicant.keys.fail'),
      group: 'inApplicant',
      within,
      when,
      run: onCurrent((line) => actions.open(line, 'fail')),
    },
    {
      keys: 'W E',
      label: t('applicant.keys.correct'),
      group: 'inApplicant',
      within,
      when,
      run: onCurrent((line) => line.item.field !== null && actions.open(line, 'value')),
    },
    {
      keys: 'V \u0686',
      label: t('applicant.keys.waive'),
      group: 'inApplicant',
      within,
      when,
      run: onCurrent((line) => waivable(line.item.key) && actions.open(line, 'waive')),
    },
    {
      // The key of چ while the Latin layout is on.
      keys: ']',
      label: null,
      group: 'inApplicant',
      within,
      when,
      run: onCurrent((line) => waivable(line.item.key) && actions.open(line, 'waive')),
    },
  ])

  const total = useMemo(
    () => t('applicant.progress', { decided: model.decided, total: model.total }),
    [t, model.decided, model.total],
  )

  if (model.lines.length === 0) {
    return (
      <EmptyState
        icon={<FileQuestion aria-hidden />}
        title={t('applicant.noSet')}
        detail={t('applicant.noSetDetail')}
      />
    )
  }
  return (
    <section aria-label={t('applicant.checklist')}>
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-6 pt-3.5 pb-1.5">
        <div className="flex items-baseline gap-2.5">
          <h3 className="text-body font-extrabold text-ink">{t('applicant.checklist')}</h3>
          <p className="text-small text-second">
            {t(`requestKind.${appointment.requestKind}`)} · <span aria-live="polite">{total}</span>
          </p>
        </div>
        {isWorkable && <KeyLegend />}
      </header>
      {refusal && (
        <p id={reasonId} className="mx-6 mb-2 rounded-m bg-sunken px-3 py-2 text-small text-second">
          {whyNot.checklist(visit, refusal)}
        </p>
      )}
      <ul
        ref={list}
        className="border-t border-line"
        onFocus={(event) => {
          const item = event.target.closest<HTMLElement>('[data-item]')?.dataset.item
          if (item !== undefined) setCurrent(item)
        }}
      >
        {model.lines.map((line) => {
          const { key } = line.item
          const waive = isWorkable ? waiveRefusal(visit, person, now, key) : null
          return (
            <ChecklistItem
              key={key}
              appointmentId={id}
              line={line}
              isWorkable={isWorkable}
              describedBy={reasonId}
              waiveDisabledReason={waive && whyNot.waive(waive)}
              isTabStop={key === tabStop}
              isFirstFocus={isWorkable && key === first}
              panel={open?.key === key ? open.panel : null}
              editorMessage={open?.key === key ? open.message : null}
              isPending={acts.busy === key}
              problem={acts.failure?.place === key ? acts.failure.problem : null}
              actions={stable}
            />
          )
        })}
      </ul>
    </section>
  )
}

/** The keys of the checklist where the eye is, instead of on every line. */
function KeyLegend() {
  const { t } = useTranslation()
  const caps = [
    ['acceptCap', 'accept'],
    ['failCap', 'fail'],
    ['correctCap', 'correct'],
    ['waiveCap', 'waive'],
  ] as const
  return (
    <p aria-hidden className="flex items-center gap-3 text-label text-second">
      {caps.map(([cap, word]) => (
        <span key={cap} className="inline-flex items-center gap-1">
          <Kbd keys={t(`applicant.keys.${cap}`)} />
          {t(`applicant.${word}`)}
        </span>
      ))}
      <span className="inline-flex items-center gap-1">
        <Kbd keys="ArrowUp+ArrowDown" />
        {t('applicant.keys.moveShort')}
      </span>
    </p>
  )
}

/** Puts the focus on the verdict of an item: on what holds, otherwise on «accept». */
function focusVerdict(list: HTMLElement | null, key: string): void {
  const item = [...(list?.querySelectorAll<HTMLElement>('[data-item]') ?? [])].find(
    (element) => element.dataset.item === key,
  )
  const target =
    item?.querySelector<HTMLElement>('[data-verdict][aria-pressed="true"]') ??
    item?.querySelector<HTMLElement>('[data-verdict="accept"]')
  target?.focus()
  item?.scrollIntoView?.({ block: 'nearest' })
}

/** Where something typed has not been recorded yet: it is opened again when the clerk comes back to it. */
function unfinished(appointmentId: string, model: Model): Open | null {
  const { texts } = useDrafts.getState()
  for (const { item } of model.lines) {
    for (const panel of ['value', 'fail', 'waive'] as const) {
      if (texts.has(`${appointmentId}/${item.key}/${panel}`)) return { key: item.key, panel, message: null }
    }
  }
  return null
}

function forget(appointmentId: string, key: string, places: readonly string[]): void {
  useDrafts.setState(({ texts }) => {
    const next = new Map(texts)
    for (const place of places) next.delete(`${appointmentId}/${key}/${place}`)
    return { texts: next }
  })
}
