import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '#shared/contract/office.ts'
import type { Appointment, DocumentDecision } from '#shared/domain/appointment.ts'
import type { CorrectableField } from '#shared/domain/requirement.ts'
import { useFormat } from '../../app/format.ts'
import { isTextField, useShortcuts } from '../../app/shortcuts.ts'
import { notify } from '../../design/notice.ts'
import { applyVisit } from '../../stores/day.ts'
import { office } from '../../transport/office-client.ts'
import { useProblemText } from '../../transport/problem-text.ts'
import { remedyOf } from '../../transport/remedy.ts'
import { offerUndo, UNDO_KEYS, undo, useUndo } from './undo-store.ts'

/** Takes the last act back and says so, or why that was not possible. */
function useTakeBack(): () => void {
  const { t } = useTranslation()
  const problemText = useProblemText()
  return useCallback(() => {
    void undo().then((problem) => {
      if (!problem) return
      const { what, todo } = problemText(problem)
      notify({
        tone: 'problem',
        title: t('undo.failed'),
        detail: `${what} ${todo}`,
        remedy: remedyOf(problem),
      })
    })
  }, [t, problemText])
}

/** Ctrl+Z, where no text that is being written would be meant. */
export function useUndoKey(): void {
  const { t } = useTranslation()
  const last = useUndo((store) => store.last)
  const takeBack = useTakeBack()
  useShortcuts([
    {
      keys: UNDO_KEYS,
      label: t('undo.key'),
      command: last?.label,
      group: 'everywhere',
      when: () => {
        const { activeElement } = document
        return last !== null && !(isTextField(activeElement) && activeElement.value !== '')
      },
      whyNot: () => (last === null ? t('undo.nothing') : null),
      run: takeBack,
    },
  ])
}

/** What can be taken back of a visit, by the rules that hold for everything: each is an event with its reason. */
export function useVisitUndo(): {
  checkIn: (after: Appointment) => void
  noShow: (after: Appointment) => void
  verdict: (
    visit: Visit,
    item: { key: string; title: string },
    before: DocumentDecision | null,
    focus: () => void,
  ) => void
  correction: (visit: Visit, field: CorrectableField, title: string, before: string | null) => void
} {
  const { t } = useTranslation()
  const format = useFormat()
  const takeBack = useTakeBack()
  const nameOf = ({ applicant }: Appointment) => `${applicant.firstName} ${applicant.lastName}`
  const take = async (call: Promise<Visit>) => applyVisit(await call)
  const reason = t('undo.reason')
  const action = t('undo.action')

  return {
    checkIn: (after) =>
      offerUndo(
        {
          label: t('undo.checkIn', { name: nameOf(after) }),
          run: () => take(office().visit.undoCheckIn({ appointmentId: after.id, reason })),
        },
        {
          title: t('undo.checkedIn', {
            name: nameOf(after),
            number: format.digits(after.queueNumber ?? '–'),
          }),
          action,
          undo: takeBack,
        },
      ),
    noShow: (after) =>
      offerUndo(
        {
          label: t('undo.noShow', { name: nameOf(after) }),
          run: () => take(office().visit.reverseNoShow({ appointmentId: after.id, reason })),
        },
        { title: t('undo.markedNoShow', { name: nameOf(after) }), action, undo: takeBack },
      ),
    verdict: ({ appointment }, { key, title }, before, focus) =>
      offerUndo({
        label: t(before ? 'undo.verdict' : 'undo.toItem', { item: title }),
        run: async () => {
          // A first verdict has none before it to go back to: the hand goes back to the item, for the other one.
          if (before && before.verdict !== 'waived') {
            const { verdict, reasonCode, note } = before
            const appointmentId = appointment.id
            await take(office().documents.decide({ appointmentId, item: key, verdict, reasonCode, note }))
          }
          focus()
        },
      }),
    correction: ({ appointment }, field, title, before) => {
      if (before === null) return
      offerUndo({
        label: t('undo.correction', { item: title }),
        run: () => take(office().documents.correct({ appointmentId: appointment.id, field, value: before })),
      })
    },
  }
}
