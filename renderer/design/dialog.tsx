import { type ReactNode, useEffect, useRef } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { HelpPlace } from '#shared/help/pages.ts'

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
  /** What F1 opens here; null in the help itself. */
  help: HelpPlace | null
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
      className="fixed inset-0 z-40 flex items-center justify-center bg-scrim p-6 zoomed:p-2"
    >
      <Modal
        className={`${widths[width]} max-h-full max-w-full overflow-hidden rounded-l border border-line bg-surface shadow-float`}
      >
        <AriaDialog
          role={role}
          data-help={help ?? undefined}
          className="flex max-h-[calc(100vh-48px)] zoomed:max-h-[calc(100vh-16px)] flex-col outline-none"
        >
          {({ close }) => (
            <>
              <Heading slot="title" className="px-6 pt-5 pb-2 text-lead font-extrabold text-ink">
                {title}
              </Heading>
              <Body>{typeof children === 'function' ? children(close) : children}</Body>
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

const focusable = 'a[href], button, input, select, textarea, [tabindex]'

/** What stands between title and buttons. Where it scrolls and nothing in it takes the focus, it takes it itself, for the arrow keys. */
function Body({ children }: { children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = body.current
    if (!element) return
    const look = () => {
      const scrolls = element.scrollHeight > element.clientHeight
      if (scrolls && element.querySelector(focusable) === null) element.tabIndex = 0
      else element.removeAttribute('tabindex')
    }
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    for (const child of element.children) sizes.observe(child)
    return () => sizes.disconnect()
  }, [])
  return (
    <div
      ref={body}
      className="relative min-h-0 flex-1 overflow-y-auto px-6 pb-5 outline-none focus-visible:focus-ring-inset"
    >
      {children}
    </div>
  )
}
