import { Check, Minus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { memo, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentDecision } from '#shared/domain/appointment.ts'
import { parseDetail } from '#shared/domain/documents.ts'
import type { Verdict } from '#shared/domain/event.ts'
import type { RequirementItem } from '#shared/domain/requirement.ts'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { Code } from '../../design/code.tsx'
import { ProblemNote } from '../../design/error-state.tsx'
import { useSession } from '../../stores/session.ts'
import type { Problem } from '../../transport/problem.ts'
import type { ChecklistLine } from './checklist-model.ts'
import { useDraft } from './drafts.ts'
import { FailPanel } from './fail-panel.tsx'
import { groupDetail } from './group-detail.ts'
import { ValueEditor } from './value-editor.tsx'
import { VerdictControl } from './verdict-control.tsx'
import { WaivePanel } from './waive-panel.tsx'

export type OpenPanel = 'fail' | 'waive' | 'value'

export type ItemActions = {
  accept: (line: ChecklistLine) => void
  fail: (line: ChecklistLine, reasonCode: string, note: string) => void
  waive: (line: ChecklistLine, note: string) => void
  correct: (line: ChecklistLine, value: string) => void
  open: (line: ChecklistLine, panel: OpenPanel | null) => void
}

/**
 * One required document: what it is, what is recorded of it, its verdict, and what is being written about it. Memoised: a verdict
 * changes one of them.
 */
export const ChecklistItem = memo(function ChecklistItem({
  appointmentId,
  line,
  isWorkable,
  describedBy,
  waiveDisabledReason,
  isTabStop,
  isFirstFocus,
  panel,
  editorMessage,
  isPending,
  problem,
  actions,
}: {
  appointmentId: string
  line: ChecklistLine
  isWorkable: boolean
  describedBy: string
  waiveDisabledReason: string | null
  isTabStop: boolean
  isFirstFocus: boolean
  panel: OpenPanel | null
  editorMessage: string | null
  isPending: boolean
  problem: Problem | null
  actions: ItemActions
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const titleId = useId()
  const { item, decision, status, value } = line
  const title = format.text(item.title)
  const [failNote, setFailNote] = useDraft(appointmentId, `${item.key}/fail`)
  const [waiveNote, setWaiveNote] = useDraft(appointmentId, `${item.key}/waive`)
  const [valueDraft, setValueDraft] = useDraft(appointmentId, `${item.key}/value`)
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (panel !== null) row.current?.scrollIntoView?.({ block: 'nearest' })
  }, [panel])
  const note = failNote ?? (decision?.verdict === 'failed' ? (decision.note ?? '') : '')

  return (
    <li
      ref={row}
      aria-labelledby={titleId}
      data-item={item.key}
      // Brought into view together with what comes next.
      className="group relative border-b border-line px-6 py-2.5 focus-within:bg-accent-soft/40 low-pane:scroll-mb-[10rem]"
    >
      <span
        aria-hidden
        className="absolute inset-y-0 start-0 w-[3px] bg-accent opacity-0 group-focus-within:opacity-100"
      />
      <div className="flex items-start gap-3">
        <StatusBox status={status} />
        <div className="min-w-0 flex-1">
          <div className="flex min-h-6 items-center justify-between gap-3">
            <h4 id={titleId} className="text-body font-semibold text-ink">
              {title}
              <span className="sr-only">
                {t('common.comma')}
                {t(`applicant.verdict.${status}`)}
              </span>
              {!item.required && (
                <span className="ms-2 text-small font-normal text-second">{t('applicant.optional')}</span>
              )}
            </h4>
            {isWorkable && (
              // Always there for the hand and the reader, seen where the work is: nothing moves when it appears.
              <span className="flex h-6 shrink-0 items-center opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
                {item.field !== null && (
                  <Button
                    size="s"
                    variant="quiet"
                    className={besideVerdict}
                    aria-label={`${t(value === null ? 'applicant.enterValue' : 'applicant.correct')}${t('common.comma')}${title}`}
                    excludeFromTabOrder={!isTabStop}
                    onPress={() => actions.open(line, panel === 'value' ? null : 'value')}
                  >
                    {t(value === null ? 'applicant.enterValue' : 'applicant.correct')}
                  </Button>
                )}
                {status !== 'waived' && (
                  <Button
                    size="s"
                    variant="quiet"
                    className={besideVerdict}
                    aria-label={`${t('applicant.waive')}${t('common.comma')}${title}`}
                    excludeFromTabOrder={!isTabStop}
                    disabledReason={waiveDisabledReason}
                    onPress={() => actions.open(line, panel === 'waive' ? null : 'waive')}
                  >
                    {t('applicant.waive')}
                  </Button>
                )}
              </span>
            )}
          </div>
          {panel !== 'value' && <Line line={line} item={item} decision={decision} />}
          {panel === 'value' && item.field !== null && (
            <ValueEditor
              field={item.field}
              title={title}
              stored={value}
              draft={valueDraft}
              message={editorMessage}
              isPending={isPending}
              onDraft={setValueDraft}
              onSave={(value) => actions.correct(line, value)}
              onClose={() => {
                setValueDraft(null)
                actions.open(line, null)
              }}
            />
          )}
          {decision && panel === null && <Decider decision={decision} />}
        </div>
        <VerdictControl
          line={line}
          title={title}
          isDisabled={!isWorkable}
          describedBy={describedBy}
          isPending={isPending}
          isTabStop={isTabStop}
          isFirstFocus={isFirstFocus}
          failIsOpen={panel === 'fail'}
          onAccept={() => actions.accept(line)}
          onFail={() => actions.open(line, panel === 'fail' ? null : 'fail')}
        />
      </div>
      <div className="ps-[34px]">
        {panel === 'fail' && (
          <FailPanel
            title={title}
            reasons={item.failReasons}
            chosen={decision?.verdict === 'failed' ? decision.reasonCode : null}
            note={note}
            isPending={isPending}
            onNote={setFailNote}
            onChoose={(reasonCode) => actions.fail(line, reasonCode, note)}
            onClose={() => actions.open(line, null)}
          />
        )}
        {panel === 'waive' && (
          <WaivePanel
            title={title}
            note={waiveNote ?? ''}
            isPending={isPending}
            onNote={setWaiveNote}
            onWaive={() => actions.waive(line, waiveNote ?? '')}
            onClose={() => actions.open(line, null)}
          />
        )}
        <ProblemNote problem={problem} className="mt-2" />
      </div>
    </li>
  )
})

/** Smaller than any other button: a second thought beside the verdict, also within reach of its keys. */
const besideVerdict = 'h-6 px-2 font-normal'

const boxes: Record<Verdict, { icon: ReactNode; colour: string }> = {
  accepted: { icon: <Check size={14} strokeWidth={2.5} />, colour: 'bg-served text-surface' },
  failed: { icon: <X size={14} strokeWidth={2.5} />, colour: 'bg-incomplete text-surface' },
  waived: { icon: <Minus size={14} strokeWidth={2.5} />, colour: 'bg-booked text-surface' },
}

function StatusBox({ status }: { status: ChecklistLine['status'] }) {
  const box = status === 'undecided' ? null : boxes[status]
  return (
    <span
      aria-hidden
      className={`mt-0.5 flex size-[22px] shrink-0 items-center justify-center rounded-[6px] ${box ? box.colour : 'border border-strong-line'}`}
    >
      {box?.icon}
    </span>
  )
}

/** What is recorded: the reason of a failure first, then the value; for a paper, whether it was seen. */
function Line({
  line: { status, value, acceptable },
  item,
  decision,
}: {
  line: ChecklistLine
  item: RequirementItem
  decision: DocumentDecision | null
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const failure =
    status === 'failed' && decision
      ? (item.failReasons.find(({ code }) => code === decision.reasonCode)?.title ?? null)
      : null
  const parts: ReactNode[] = []
  if (status === 'failed' && decision) {
    parts.push(
      <strong key="reason" className="font-semibold text-incomplete">
        {failure ? format.text(failure) : t('applicant.otherReason', { code: decision.reasonCode ?? '' })}
      </strong>,
    )
  }
  if (status === 'waived') {
    parts.push(
      <strong key="waived" className="font-semibold text-ink">
        {t('applicant.waived')}
      </strong>,
    )
  }
  if (decision?.note) parts.push(<span key="note">«{decision.note}»</span>)
  if (item.field === null) {
    if (status === 'accepted') parts.push(<span key="seen">{t('applicant.physicalSeen')}</span>)
    if (status === 'undecided') parts.push(<span key="hint">{t('applicant.physicalHint')}</span>)
  } else if (value === null) {
    parts.push(
      <span key="none" className="text-third">
        {t('applicant.notGiven')}
      </span>,
    )
  } else {
    parts.push(
      item.field === 'address' ? (
        <span key="value">{format.digits(value)}</span>
      ) : (
        <Code key="value" value={groupDetail(item.field, value)} />
      ),
    )
    if (!acceptable) {
      const parsed = parseDetail(item.field, value)
      if (!parsed.ok) {
        parts.push(
          <span key="invalid" className="text-incomplete">
            {t('applicant.valueNotValid', { why: t(`validation.${parsed.code}`) })}
          </span>,
        )
      }
    }
  }
  return (
    <p className="text-body text-second">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sentence in order, without state
        <span key={index}>
          {index > 0 && ' · '}
          {part}
        </span>
      ))}
    </p>
  )
}

/** Who decided it, when it was somebody else than who looks at it. */
function Decider({ decision }: { decision: DocumentDecision }) {
  const { t } = useTranslation()
  const format = useFormat()
  const me = useSession(({ user }) => user?.id)
  if (decision.by.kind !== 'user' || decision.by.userId === me) return null
  return (
    <p className="text-small text-second">
      {t('applicant.by', { name: decision.by.displayName, time: format.timeOf(decision.at) })}
    </p>
  )
}
