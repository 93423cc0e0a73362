import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox } from 'react-aria-components'

/** One thing that is so or not. */
export function Checkbox({
  isSelected,
  onChange,
  children,
}: {
  isSelected: boolean
  onChange: (isSelected: boolean) => void
  children: ReactNode
}) {
  return (
    <AriaCheckbox
      isSelected={isSelected}
      onChange={onChange}
      className="group relative flex h-9 cursor-default items-center gap-2.5 rounded-m text-body text-ink data-focus-visible:focus-ring"
    >
      <span className="flex size-[18px] shrink-0 items-center justify-center rounded-[5px] border border-field-line bg-surface text-on-accent group-data-hovered:border-second group-data-selected:border-accent group-data-selected:bg-accent">
        <Check size={14} strokeWidth={3} aria-hidden className="invisible group-data-selected:visible" />
      </span>
      <span>{children}</span>
    </AriaCheckbox>
  )
}
