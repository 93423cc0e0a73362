import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { HelpPage } from '#shared/help/pages.ts'

export type DialogProps = {
  isOpen: boolean
  /** Called for Escape, for a press outside when `isDismissable`, and by `close`. */
  onClose: () => void
  title: ReactNode
  children: ReactNode | ((close: () => void) => ReactNode)
  /** The row of buttons at the foot. */
  actions?: ReactNode
  /** `alertdialog` for what must be answered. */
  role?: 'dialog' | 'alertdialog'
  width?: 's' | 'm' | 'l' | 'xl'
  /** The page of the help that F1 opens here. */
  help?: HelpPage
  isDismissable?: boolean
}

const widths = { s: 'w-[25rem]', m: 'w-[32.5rem]', l: 'w-[47.5rem]', xl: 'w-[60rem]' } as const

/** A modal dialog: traps the focus, gives it back, closes with Escape. */
export function Dialog({
  isOpen,
  onClose,
  title,
  children,
  actions,
  role = 'dialog',
  width = 'm',
  help,
  isDismissable = true,
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={isDismissable}
      className="fixed inset-0 z-40 flex items-center justify-center bg-scrim p-6"
    >
      <Modal
        className={`${widths[width]} max-h-full max-w-full overflow-hidden rounded-l border border-line bg-surface shadow-float`}
      >
        <AriaDialog
          role={role}
          data-help={help}
          className="flex max-h-[calc(100vh-48px)] flex-col outline-none"
        >
          {({ close }) => (
            <>
              <Heading slot="title" className="px-6 pt-5 pb-2 text-lead font-extrabold text-ink">
                {title}
              </Heading>
              <div className="min-h-0 flex-1 overflow-y-auto px-6 pb-5">
                {typeof children === 'function' ? children(close) : children}
              </div>
              {actions && (
                <div className="flex items-center justify-end gap-2 border-t border-line bg-paper px-6 py-3">
                  {actions}
                </div>
              )}
            </>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
