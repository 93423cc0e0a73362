import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { KeyArea } from '../../design/key-area.tsx'
import { TextField } from '../../design/text-field.tsx'

/** Why an item is waived: without a note nothing is recorded. */
export function WaivePanel({
  title,
  note,
  isPending,
  onNote,
  onWaive,
  onClose,
}: {
  title: string
  note: string
  isPending: boolean
  onNote: (note: string) => void
  onWaive: () => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const [tried, setTried] = useState(false)
  const empty = note.trim() === ''
  const submit = () => {
    setTried(true)
    if (!empty) onWaive()
  }
  return (
    <KeyArea
      className="mt-2 flex items-start gap-2 rounded-m border border-line bg-paper p-3"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
    >
      <TextField
        className="flex-1"
        label={t('applicant.waiveNote', { item: title })}
        value={note}
        onChange={onNote}
        maxLength={500}
        isRequired
        autoFocus
        error={tried && empty ? t('applicant.noteMissing') : null}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return event.continuePropagation()
          event.preventDefault()
          submit()
        }}
      />
      <Button className="mt-[22px]" isPending={isPending} onPress={submit}>
        {t('applicant.waiveConfirm')}
      </Button>
    </KeyArea>
  )
}
