import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { useTexts } from '../app/texts.ts'

const variants = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border-field-line! bg-surface text-ink hover:bg-sunken',
  danger: 'border-field-line! bg-surface text-no-show hover:bg-no-show-soft',
} as const

type ButtonProps = Omit<ComponentProps<'button'>, 'disabled'> & {
  variant?: keyof typeof variants
  icon?: ReactNode
  /** Work that this button has begun: it keeps its place and the focus, and does nothing. */
  busy?: boolean
}

export function Button({
  variant = 'secondary',
  icon,
  busy = false,
  className = '',
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const { shell } = useTexts()
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={busy || undefined}
      onClick={press}
      className={`button ${busy ? '' : variants[variant]} ${className}`}
    >
      {icon}
      {busy ? shell.working : children}
    </button>
  )
}
