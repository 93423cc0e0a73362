import type { ComponentProps } from 'react'

/** A part of the page that scrolls by itself and may have nothing in it to focus: it takes the focus, for the arrow keys. Give it a name. */
export function ScrollRegion({ className = '', children, ...rest }: ComponentProps<'section'>) {
  return (
    <section
      {...rest}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
      tabIndex={0}
      className={`relative overflow-auto outline-none focus-visible:focus-ring-inset ${className}`}
    >
      {children}
    </section>
  )
}
