import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { TextField } from '../../design/text-field.tsx'
import { readDesk, setDesk, useDesk } from '../../stores/desk.ts'
import { useSession } from '../../stores/session.ts'
import { closeQueueDialogs, useQueueDialogs } from './queue-dialogs.ts'

/** Asks once which desk this machine stands at; the person's own desk is proposed. */
export function DeskDialog() {
  const asked = useQueueDialogs((store) => store.desk)
  return asked && <AskForDesk then={asked.then} />
}

function AskForDesk({ then }: { then: (desk: number) => void }) {
  const { t } = useTranslation()
  const own = useSession(({ user }) => user?.desk ?? null)
  const present = useDesk((store) => store.desk)
  const [typed, setTyped] = useState(String(present ?? readDesk(own) ?? ''))
  const [tried, setTried] = useState(false)
  const desk = readDesk(typed)
  const choose = () => {
    setTried(true)
    if (desk === null) return
    setDesk(desk)
    closeQueueDialogs()
    then(desk)
  }
  return (
    <Dialog
      isOpen
      onClose={closeQueueDialogs}
      width="s"
      title={t('queue.chooseDesk')}
      help="queue#handOver"
      actions={
        <>
          <Button onPress={closeQueueDialogs}>{t('common.discard')}</Button>
          <Button variant="primary" shortcut="Enter" onPress={choose}>
            {t('queue.chooseDeskConfirm')}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          choose()
        }}
      >
        <TextField
          label={t('queue.deskNumber')}
          hint={t('queue.deskHint')}
          value={typed}
          onChange={setTyped}
          inputMode="numeric"
          maxLength={3}
          ltr
          autoFocus
          error={tried && desk === null ? t('queue.deskInvalid') : null}
        />
      </form>
    </Dialog>
  )
}
