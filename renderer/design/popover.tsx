import type { ReactElement, ReactNode } from 'react'
import { Popover as AriaPopover, Dialog, DialogTrigger, type PopoverProps } from 'react-aria-components'
import type { HelpPlace } from '#shared/help/pages.ts'

const surface = 'rounded-l border border-line bg-surface shadow-float'

/** What floats beside its trigger and is not a menu. The first child of the trigger is a react-aria control. */
export function Popover({
  trigger,
  label,
  help,
  children,
  placement = 'bottom',
  isOpen,
  onOpenChange,
}: {
  trigger: ReactElement
  /** Accessible name of what opens. */
  label: string
  /** What F1 opens here. */
  help: HelpPlace
  children: ReactNode | ((close: () => void) => ReactNode)
  placement?: NonNullable<PopoverProps['placement']>
  isOpen?: boolean
  onOpenChange?: (open: boolean) => void
}) {
  return (
    <DialogTrigger {...(isOpen === undefined ? {} : { isOpen })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger}
      <AriaPopover placement={placement} offset={6} className={`z-40 ${surface}`}>
        <Dialog aria-label={label} data-help={help} className="outline-none">
          {({ close }) => <>{typeof children === 'function' ? children(close) : children}</>}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  )
}

export const floatingSurface = surface
