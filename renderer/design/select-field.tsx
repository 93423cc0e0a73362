import { ChevronDown } from 'lucide-react'
import { type ReactNode, useId } from 'react'

/** One of a list, by the system's own control: it searches by typing and knows every keyboard. Children are options. */
export function SelectField({
  label,
  value,
  onChange,
  children,
  className = '',
}: {
  label: string
  value: string
  onChange: (value: string) => void
  children: ReactNode
  className?: string
}) {
  const id = useId()
  return (
    <div className={`flex min-w-0 flex-col gap-1 ${className}`}>
      <label htmlFor={id} className="text-small font-semibold text-second">
        {label}
      </label>
      <div className="relative">
        <select
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="h-10 w-full appearance-none truncate rounded-m border border-strong-line bg-surface ps-3 pe-9 text-body text-ink outline-none hover:border-third focus-visible:focus-ring"
        >
          {children}
        </select>
        <ChevronDown
          size={16}
          aria-hidden
          className="pointer-events-none absolute end-3 top-1/2 -translate-y-1/2 text-second"
        />
      </div>
    </div>
  )
}
