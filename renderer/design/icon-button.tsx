import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { Tooltip } from './tooltip.tsx'

export type IconButtonProps = Omit<AriaButtonProps, 'children' | 'className' | 'aria-label'> & {
  /** What it does, in words: its accessible name and its tooltip. */
  label: string
  icon: ReactNode
  shortcut?: string
  size?: 's' | 'm'
  className?: string
}

/** A button of an icon alone; the words are never missing, they are its name and tooltip. */
export function IconButton({ label, icon, shortcut, size = 'm', className = '', ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} {...(shortcut ? { shortcut } : {})}>
      <AriaButton
        {...rest}
        aria-label={label}
        className={`inline-flex shrink-0 items-center justify-center rounded-m text-second data-hovered:bg-sunken data-hovered:text-ink data-pressed:bg-line data-focus-visible:focus-ring data-disabled:text-strong-line ${size === 's' ? 'size-7' : 'size-9'} ${className}`}
      >
        {icon}
      </AriaButton>
    </Tooltip>
  )
}
