import type { ReactElement } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components'
import { Kbd } from './kbd.tsx'

/** Words that appear beside a control on hover and keyboard focus. `children` is one react-aria control. */
export function Tooltip({
  text,
  shortcut,
  children,
}: {
  text: string
  shortcut?: string
  children: ReactElement
}) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <AriaTooltip
        offset={6}
        className="z-50 flex max-w-72 items-center gap-2 rounded-m bg-ink px-2.5 py-1.5 text-small text-paper shadow-float"
      >
        {text}
        {shortcut && <Kbd keys={shortcut} on="ink" />}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
