import { History, ListChecks } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '#shared/contract/office.ts'
import type { RequirementItem } from '#shared/domain/requirement.ts'
import { useFormat } from '../../app/format.ts'
import { useShortcuts } from '../../app/shortcuts.ts'
import { Button } from '../../design/button.tsx'
import { ProblemNote } from '../../design/error-state.tsx'
import { useSelection } from '../../stores/selection.ts'
import { office } from '../../transport/office-client.ts'
import { forgetUndo } from '../undo/undo-store.ts'
import { useVisitUndo } from '../undo/use-undo.ts'
import { ActDialog, type ActDialogKind } from './act-dialog.tsx'
import type { Checklist } from './checklist-model.ts'
import type { Acts } from './use-acts.ts'
import type { ActName, OfferedAct, VisitActs } from './visit-acts.ts'
import { useWhyNot } from './why-not.ts'

/** How long after an act a click does not start the next one, ms. A key that is held down repeats, and is told by that. */
const SECOND_CLICK = 500

/** Of the act beside the main one. */
const SECOND_KEY = 'F7'

/** The foot of the applicant's side: what comes next in words, and the one main action of the moment with its key. */
export function ActBar({
  visit,
  model,
  offers,
  acts,
  isFirstFocus,
  showsHistory,
  onToggleHistory,
  onDone,
}: {
  visit: Visit
  model: Checklist
  offers: VisitActs
  acts: Acts
  isFirstFocus: boolean
  showsHistory: boolean
  onToggleHistory: () => void
  /** An act was recorded. */
  onDone: () => void
}) {
  const { t } = useTranslation()
  const whyNot = useWhyNot()
  const undo = useVisitUndo()
  const [dialog, setDialog] = useState<ActDialogKind | null>(null)
  const { main, second } = offers
  const reasonOf = (act: OfferedAct): string | null => {
    if (act.refusal) return whyNot.act(visit, act.name, act.refusal)
    return acts.busy !== null && acts.busy !== act.name ? t('applicant.whyNot.working') : null
  }

  const doneAt = useRef(Number.NEGATIVE_INFINITY)
  const perform = (name: ActName, reason: string | null) =>
    acts.run(
      name,
      () => call(name, visit.appointment.id, reason),
      (after) => {
        offerBack(name, after)
        doneAt.current = performance.now()
        setDialog(null)
        onDone()
      },
    )
  const offerBack = (name: ActName, { appointment }: Visit) => {
    if (name === 'checkIn') undo.checkIn(appointment)
    else if (name === 'markNoShow') undo.noShow(appointment)
    else forgetUndo()
  }

  const start = (act: OfferedAct) => {
    if (act.refusal || acts.isRunning()) return
    acts.dismiss()
    const asks = dialogBefore(act, model)
    if (asks) setDialog(asks)
    else void perform(act.name, null)
  }

  /**
   * While the highlight runs through the list this side follows a moment later: a key pressed in between is meant for somebody who
   * is not on it yet, and must not be anything to the one who still is.
   */
  const byKey = (act: OfferedAct | null) => (event: KeyboardEvent) => {
    const chosen = useSelection.getState().appointmentId
    const isSomebodyElse = chosen !== null && chosen !== visit.appointment.id
    if (act && !event.repeat && !isSomebodyElse) start(act)
  }

  /** The second click of a double click meets another act in the same place: it was not meant for that one. */
  const click = (act: OfferedAct) => {
    if (performance.now() - doneAt.current >= SECOND_CLICK) start(act)
  }

  useShortcuts([
    {
      keys: 'Ctrl+Enter',
      label: t('applicant.keys.main'),
      command: main ? t(`applicant.acts.${main.name}`) : undefined,
      group: 'inApplicant',
      when: () => main !== null && main.refusal === null,
      whyNot: () => main && reasonOf(main),
      run: byKey(main),
    },
    {
      keys: SECOND_KEY,
      label: t('applicant.keys.second'),
      command: second ? t(`applicant.acts.${second.name}`) : undefined,
      group: 'inApplicant',
      when: () => second !== null && second.refusal === null,
      whyNot: () => second && reasonOf(second),
      run: byKey(second),
    },
  ])

  const failure = acts.failure
  const failedHere = failure !== null && (failure.place === main?.name || isActName(failure.place))
  return (
    <footer className="shrink-0 border-t border-line bg-paper px-6 py-3 low-pane:py-2">
      {failedHere && dialog === null && <ProblemNote problem={failure.problem} className="mb-3" />}
      <div className="flex flex-wrap items-center justify-end gap-2">
        {/* In a line of its own where there is no room beside the buttons. */}
        <p className="min-w-0 flex-1 basis-[10rem] text-small text-second" aria-live="polite">
          <NextStep visit={visit} model={model} offers={offers} blocked={main && reasonOf(main)} />
        </p>
        <div className="flex flex-wrap items-center justify-end gap-2">
          {second && (
            <Button
              variant="quiet"
              shortcut={SECOND_KEY}
              isPending={acts.busy === second.name}
              disabledReason={reasonOf(second)}
              onPress={() => click(second)}
            >
              {t(`applicant.acts.${second.name}`)}
            </Button>
          )}
          <Button
            icon={showsHistory ? <ListChecks size={16} aria-hidden /> : <History size={16} aria-hidden />}
            onPress={onToggleHistory}
          >
            {t(showsHistory ? 'applicant.showChecklist' : 'applicant.showHistory')}
          </Button>
          {main && (
            <Button
              variant="primary"
              shortcut="Ctrl+Enter"
              isPending={acts.busy === main.name}
              disabledReason={reasonOf(main)}
              data-main-act={main.name}
              {...(isFirstFocus ? { 'data-first-focus': '' } : {})}
              onPress={() => click(main)}
            >
              {t(`applicant.acts.${main.name}`)}
            </Button>
          )}
        </div>
      </div>
      {dialog && (
        <ActDialog
          kind={dialog}
          visit={visit}
          model={model}
          isBusy={acts.busy === dialog}
          problem={failure?.place === dialog ? failure.problem : null}
          onConfirm={(reason) => void perform(dialog, reason)}
          onClose={() => {
            setDialog(null)
            acts.dismiss()
          }}
        />
      )}
    </footer>
  )
}

const isActName = (place: string): boolean =>
  ['checkIn', 'undoCheckIn', 'conclude', 'recordReturn', 'serve', 'markNoShow', 'reverseNoShow'].includes(
    place,
  )

/** What is asked before an act: a reason, or whether it is really meant. */
function dialogBefore(act: OfferedAct, model: Checklist): ActDialogKind | null {
  switch (act.name) {
    case 'checkIn':
      return act.asksReason ? 'checkIn' : null
    case 'conclude':
      // A failed document explains why the rest was not looked at; without one it may be a slip of the hand.
      return model.undecided.length > 0 && model.failed.length === 0 ? 'conclude' : null
    case 'undoCheckIn':
    case 'markNoShow':
    case 'reverseNoShow':
      return act.name
    case 'recordReturn':
    case 'serve':
      return null
  }
}

function call(name: ActName, appointmentId: string, reason: string | null): Promise<Visit> {
  const { visit, documents } = office()
  switch (name) {
    case 'checkIn':
      return visit.checkIn({ appointmentId, reason })
    case 'undoCheckIn':
      return visit.undoCheckIn({ appointmentId, reason: reason ?? '' })
    case 'conclude':
      return documents.conclude({ appointmentId })
    case 'recordReturn':
      return visit.recordReturn({ appointmentId })
    case 'serve':
      return visit.serve({ appointmentId })
    case 'markNoShow':
      return visit.markNoShow({ appointmentId })
    case 'reverseNoShow':
      return visit.reverseNoShow({ appointmentId, reason: reason ?? '' })
  }
}

/** What is missing at a glance and what comes next; when the main action is not possible, why. */
function NextStep({
  visit,
  model,
  offers,
  blocked,
}: {
  visit: Visit
  model: Checklist
  offers: VisitActs
  blocked: string | null
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = (items: readonly RequirementItem[]) =>
    items.map(({ title }) => format.text(title)).join(t('common.comma'))
  if (blocked !== null && offers.main?.refusal) return blocked
  const { state, bookableFrom } = visit.appointment
  switch (state) {
    case 'booked':
      return t('applicant.next.checkIn')
    case 'arrived':
      if (model.undecided.length > 2) {
        return t('applicant.next.undecidedMany', { number: format.number(model.undecided.length) })
      }
      if (model.undecided.length > 0) {
        return (
          <>
            {t('applicant.next.undecided')} <Names>{names(model.undecided)}</Names>
          </>
        )
      }
      if (model.missing.length === 0) return t('applicant.next.concludeComplete')
      return (
        <>
          {t('applicant.next.concludeIncomplete')} <Names>{names(model.missing)}</Names>
        </>
      )
    case 'documents_incomplete':
      return (
        <>
          {t('applicant.next.missing')} <Names>{names(model.missing)}</Names>{' '}
          <span>{t('applicant.next.recordReturn')}</span>
        </>
      )
    case 'documents_complete':
      return t('applicant.next.serve')
    case 'served':
      return t('applicant.next.served')
    case 'cancelled':
      return t('applicant.next.cancelled')
    case 'no_show':
      return bookableFrom === null
        ? t('applicant.next.no_showPlain')
        : t('applicant.next.no_show', { date: format.date(bookableFrom, 'full') })
  }
}

/** The documents that stand in the way, the first thing the eye looks for in the line. */
function Names({ children }: { children: string }) {
  return <strong className="font-semibold text-incomplete">{children}.</strong>
}
