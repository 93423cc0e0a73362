import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueEntry } from '#shared/contract/queue.ts'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { ProblemNote } from '../../design/error-state.tsx'
import { KeyArea } from '../../design/key-area.tsx'
import { TextField } from '../../design/text-field.tsx'
import { readDesk } from '../../stores/desk.ts'
import type { Problem } from '../../transport/problem.ts'
import { closeQueueDialogs, useQueueDialogs } from './queue-dialogs.ts'
import { useQueueActs } from './use-queue-acts.ts'

/** Hands somebody over to another desk, or to whichever calls next, with a word for the colleague. */
export function HandOverDialog() {
  const entry = useQueueDialogs((store) => store.handOver)
  return entry && <HandOver key={entry.id} entry={entry} />
}

function HandOver({ entry }: { entry: QueueEntry }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { handOver } = useQueueActs()
  const [typed, setTyped] = useState('')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const desk = readDesk(typed)
  const isDeskWrong = typed.trim() !== '' && (desk === null || desk === entry.desk)
  const confirm = async () => {
    setTried(true)
    if (isDeskWrong || isBusy) return
    setIsBusy(true)
    const failed = await handOver(entry, desk, note.trim())
    setIsBusy(false)
    setProblem(failed)
    if (failed === null) closeQueueDialogs()
  }
  return (
    <Dialog
      isOpen
      onClose={closeQueueDialogs}
      // A press beside the dialog must not throw away what has been written.
      isDismissable={note === ''}
      help="queue#handOver"
      title={t('queue.handOverTitle', {
        number: format.digits(entry.queueNumber ?? '–'),
        name: `${entry.firstName} ${entry.lastName}`,
      })}
      actions={
        <>
          <Button onPress={closeQueueDialogs}>{t('common.discard')}</Button>
          <Button variant="primary" shortcut="Ctrl+Enter" isPending={isBusy} onPress={() => void confirm()}>
            {t('queue.handOverConfirm')}
          </Button>
        </>
      }
    >
      <KeyArea
        className="flex flex-col gap-4"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void confirm()
        }}
      >
        <TextField
          label={t('queue.toDesk')}
          hint={t('queue.toDeskHint')}
          value={typed}
          onChange={setTyped}
          inputMode="numeric"
          maxLength={3}
          ltr
          autoFocus
          error={tried && isDeskWrong ? t('queue.toDeskInvalid') : null}
        />
        <TextField
          label={t('queue.noteForColleague')}
          value={note}
          onChange={setNote}
          rows={3}
          maxLength={500}
        />
        <ProblemNote problem={problem} />
      </KeyArea>
    </Dialog>
  )
}
