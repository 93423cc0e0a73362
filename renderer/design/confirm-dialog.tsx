import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HelpPlace } from '#shared/help/pages.ts'
import type { Problem } from '../transport/problem.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { ProblemNote } from './error-state.tsx'
import { KeyArea } from './key-area.tsx'
import { TextField } from './text-field.tsx'

const SHORTEST_REASON = 3

/**
 * Asks before something that is hard to take back; with `reasonLabel` it also asks why. What is written stays when the
 * core says no, and the problem is told in the dialog. It closes only by `onClose`.
 */
export function ConfirmDialog({
  title,
  children,
  confirmLabel,
  reasonLabel,
  isDangerous = false,
  isBusy = false,
  confirmDisabledReason,
  problem,
  help,
  onConfirm,
  onClose,
}: {
  title: string
  children?: ReactNode
  confirmLabel: string
  reasonLabel?: string
  isDangerous?: boolean
  isBusy?: boolean
  /** Why it cannot be confirmed, whatever is written. */
  confirmDisabledReason?: string | null
  problem: Problem | null
  /** What F1 opens here. */
  help: HelpPlace
  /** `reason` is trimmed; empty when none was asked for. */
  onConfirm: (reason: string) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const tooShort = reasonLabel !== undefined && reason.trim().length < SHORTEST_REASON
  const confirm = () => {
    setTried(true)
    if (!tooShort && !isBusy && !confirmDisabledReason) onConfirm(reason.trim())
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      role="alertdialog"
      // A press beside the dialog must not throw away what has been written.
      isDismissable={reason === ''}
      title={title}
      help={help}
      actions={
        <>
          <Button onPress={onClose}>{t('common.discard')}</Button>
          <Button
            variant={isDangerous ? 'danger' : 'primary'}
            isPending={isBusy}
            disabledReason={confirmDisabledReason}
            {...(reasonLabel === undefined ? {} : { shortcut: 'Ctrl+Enter' })}
            autoFocus={reasonLabel === undefined && !confirmDisabledReason}
            onPress={confirm}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <KeyArea
        className="flex flex-col gap-4"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          confirm()
        }}
      >
        {children}
        {reasonLabel !== undefined && (
          <TextField
            label={reasonLabel}
            value={reason}
            onChange={setReason}
            rows={3}
            maxLength={500}
            isRequired
            autoFocus
            error={tried && tooShort ? t('common.reasonTooShort') : null}
          />
        )}
        <ProblemNote problem={problem} />
      </KeyArea>
    </Dialog>
  )
}
