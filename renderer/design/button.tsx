import type { ReactNode } from 'react'
import { useCallback, useId, useRef } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { Kbd } from './kbd.tsx'
import { PendingMark } from './pending-mark.tsx'
import { Tooltip } from './tooltip.tsx'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'

const variants: Record<ButtonVariant, string> = {
  primary:
    'bg-accent text-on-accent border-accent not-aria-disabled:data-hovered:bg-accent-hover not-aria-disabled:data-hovered:border-accent-hover not-aria-disabled:data-pressed:bg-accent-hover aria-disabled:bg-sunken aria-disabled:text-third aria-disabled:border-line',
  secondary:
    'bg-surface text-ink border-strong-line not-aria-disabled:data-hovered:bg-sunken not-aria-disabled:data-pressed:bg-line aria-disabled:bg-transparent aria-disabled:text-third aria-disabled:border-line',
  quiet:
    'bg-transparent text-accent border-transparent not-aria-disabled:data-hovered:bg-accent-soft not-aria-disabled:data-pressed:bg-accent-soft aria-disabled:text-third aria-disabled:bg-transparent',
  danger:
    'bg-surface text-no-show border-strong-line not-aria-disabled:data-hovered:bg-no-show-soft not-aria-disabled:data-pressed:bg-no-show-soft aria-disabled:text-third aria-disabled:border-line aria-disabled:bg-transparent',
}

const sizes = {
  m: 'h-10 px-4 text-body gap-2.5',
  s: 'h-8 px-3 text-small gap-2',
} as const

export type ButtonProps = Omit<AriaButtonProps, 'children' | 'isDisabled' | 'className'> & {
  children: ReactNode
  variant?: ButtonVariant
  size?: keyof typeof sizes
  /** A lucide icon at 16 px, before the words. */
  icon?: ReactNode
  /** The key that does the same, shown on the button, e.g. `Ctrl+Enter`. */
  shortcut?: string | undefined
  /** Why it cannot be pressed now; the button stays reachable by keyboard and tells the reason. */
  disabledReason?: string | null | undefined
  className?: string
}

/**
 * With its reason a tooltip comes around the button, which makes another element of it: the focus goes over to that one. It is
 * read when the old element is let go, which is before the document loses it.
 */
function useFocusKept() {
  const had = useRef(false)
  return useCallback((element: HTMLButtonElement) => {
    if (had.current) element.focus({ preventScroll: true })
    return () => {
      had.current = element === document.activeElement
    }
  }, [])
}

/** A button with words. Unavailable ones are never silently grey: `disabledReason` says why. */
export function Button({
  children,
  variant = 'secondary',
  size = 'm',
  icon,
  shortcut,
  disabledReason,
  className = '',
  onPress,
  ...rest
}: ButtonProps) {
  const reasonId = useId()
  const keepFocus = useFocusKept()
  const disabled = Boolean(disabledReason)
  const button = (
    <AriaButton
      ref={keepFocus}
      {...rest}
      {...(disabled
        ? { 'aria-disabled': 'true' as const, 'aria-describedby': reasonId, type: 'button' as const }
        : onPress && { onPress })}
      className={`inline-flex shrink-0 items-center justify-center rounded-m border font-semibold whitespace-nowrap select-none data-focus-visible:focus-ring data-pending:opacity-70 ${sizes[size]} ${variants[variant]} ${className}`}
    >
      {icon}
      {rest.isPending && <PendingMark />}
      <span>{children}</span>
      {shortcut && (
        // Seen, not read out: the name of the button stays what it does.
        <span aria-hidden className="inline-flex">
          <Kbd keys={shortcut} on={variant === 'primary' && !disabled ? 'accent' : 'surface'} />
        </span>
      )}
    </AriaButton>
  )
  if (!disabledReason) return button
  return (
    <>
      <Tooltip text={disabledReason}>{button}</Tooltip>
      <span id={reasonId} hidden>
        {disabledReason}
      </span>
    </>
  )
}
