import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { Button } from './button.tsx'

type ConfirmDialogProps = {
  title: string
  confirm: string
  keep: string
  busy: boolean
  onConfirm: () => void
  onKeep: () => void
  children: ReactNode
}

/** Asks before what cannot be taken back. The browser's own dialog: it holds the focus, gives it back, closes with Esc. */
export function ConfirmDialog({
  title,
  confirm,
  keep,
  busy,
  onConfirm,
  onKeep,
  children,
}: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  // Before it leaves the document: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    return () => opened?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault()
        if (!busy) onKeep()
      }}
      className="m-auto w-full max-w-110 rounded-l border border-line bg-surface p-5 text-ink shadow-float max-sm:mb-0 max-sm:max-w-full max-sm:rounded-b-none"
    >
      <h2 id={`${id}-title`} className="text-lead font-extrabold">
        {title}
      </h2>
      <div id={`${id}-text`} className="flex flex-col gap-3 pt-2 pb-5">
        {children}
      </div>
      <div className="flex flex-col gap-3 sm:flex-row-reverse">
        <Button variant="danger" busy={busy} onClick={onConfirm}>
          {confirm}
        </Button>
        <Button onClick={onKeep}>{keep}</Button>
      </div>
    </dialog>
  )
}
