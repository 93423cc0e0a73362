import type { ComponentProps } from 'react'

/** Catches keys of the controls inside, as `Ctrl+Enter` of a form or the arrows between lists; it is no control itself. */
export function KeyArea({
  onKeyDown,
  children,
  ...rest
}: ComponentProps<'div'> & Required<Pick<ComponentProps<'div'>, 'onKeyDown'>>) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the focus is always on a control inside
    <div {...rest} onKeyDown={onKeyDown}>
      {children}
    </div>
  )
}
