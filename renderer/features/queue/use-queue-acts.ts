import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueEntry } from '#shared/contract/queue.ts'
import { useFormat } from '../../app/format.ts'
import { focusApplicantSide, openAppointment } from '../../app/open-appointment.ts'
import { notify } from '../../design/notice.ts'
import { useDesk } from '../../stores/desk.ts'
import type { Problem } from '../../transport/problem.ts'
import { useProblemText } from '../../transport/problem-text.ts'
import { askForDesk, askForHandOver } from './queue-dialogs.ts'
import type { ActOutcome } from './queue-store.ts'
import { actOnQueue, useQueueStore } from './queue-store.ts'

export type QueueActs = {
  /** «فراخوان نفر بعد»; asks for the desk first where none was chosen. */
  callNext: () => void
  call: (entry: QueueEntry) => void
  recall: (entry: QueueEntry) => void
  skip: (entry: QueueEntry) => void
  startHandOver: (entry: QueueEntry) => void
  handOver: (entry: QueueEntry, desk: number | null, note: string) => Promise<Problem | null>
}

/** What a documents clerk does with the queue. Whoever is called is opened; what was done is said at the foot. */
export function useQueueActs(): QueueActs {
  const { t } = useTranslation()
  const format = useFormat()
  const problemText = useProblemText()

  const say = useCallback(
    (outcome: ActOutcome, title: (entry: QueueEntry) => string): QueueEntry | null => {
      if (outcome === null) return null
      if ('done' in outcome) {
        notify({ tone: 'done', title: title(outcome.done) })
        return outcome.done
      }
      const { what, todo } = problemText(outcome.problem)
      const { problem } = outcome
      const there = problem.kind === 'refused' && problem.refusal.appointmentId
      notify({
        tone: problem.kind === 'refused' && problem.refusal.code === 'queue_empty' ? 'info' : 'warning',
        title: what,
        detail: todo,
        ...(there ? { action: { label: t('queue.openThere'), run: () => openById(there) } } : {}),
      })
      return null
    },
    [problemText, t],
  )

  return useMemo(() => {
    const number = ({ queueNumber }: QueueEntry) => format.digits(queueNumber ?? '–')
    const called = (entry: QueueEntry) =>
      t('queue.called', { number: number(entry), desk: format.digits(entry.desk ?? '') })
    const open = (entry: QueueEntry | null) => {
      if (!entry) return
      openAppointment(entry)
      // The place of the day may have to be drawn first.
      requestAnimationFrame(() => requestAnimationFrame(focusApplicantSide))
    }
    const atDesk = (work: (desk: number) => void) => {
      const { desk } = useDesk.getState()
      if (desk === null) askForDesk(work)
      else work(desk)
    }
    return {
      callNext: () =>
        atDesk(async (desk) =>
          open(say(await actOnQueue('callNext', (queue) => queue.callNext({ desk })), called)),
        ),
      call: ({ id }) =>
        atDesk(async (desk) =>
          open(say(await actOnQueue('call', (queue) => queue.call({ appointmentId: id, desk })), called)),
        ),
      recall: async ({ id }) => {
        const outcome = await actOnQueue('recall', (queue) => queue.recall({ appointmentId: id }))
        say(outcome, (entry) =>
          t('queue.recalled', { number: number(entry), desk: format.digits(entry.desk ?? '') }),
        )
      },
      skip: async ({ id }) => {
        const outcome = await actOnQueue('skip', (queue) => queue.skip({ appointmentId: id }))
        say(outcome, (entry) => t('queue.skipped', { number: number(entry) }))
      },
      startHandOver: askForHandOver,
      handOver: async ({ id }, desk, note) => {
        const outcome = await actOnQueue('handOver', (queue) =>
          queue.handOver({ appointmentId: id, desk, note: note || null }),
        )
        if (outcome && 'problem' in outcome) return outcome.problem
        say(outcome, (entry) =>
          desk === null
            ? t('queue.handedToAny', { number: number(entry) })
            : t('queue.handedTo', { number: number(entry), desk: format.digits(desk) }),
        )
        return null
      },
    }
  }, [t, format, say])
}

function openById(id: string): void {
  const entry = [
    ...(useQueueStore.getState().queue?.atDesk ?? []),
    ...(useQueueStore.getState().queue?.waiting ?? []),
  ].find((one) => one.id === id)
  if (entry) openAppointment(entry)
}
