import type { ReactNode } from 'react'
import { FieldError, Label, Radio, RadioGroup } from 'react-aria-components'

/** One of a few, side by side. Nothing is chosen while `value` is none of them. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
  error,
  height = 'h-8',
}: {
  label: string
  value: T | ''
  options: readonly { value: T; word: ReactNode }[]
  onChange: (value: T) => void
  /** What is wrong and what to do. */
  error?: string | null
  /** In a form beside fields it is as tall as they are. */
  height?: 'h-8' | 'h-[34px]'
}) {
  return (
    <RadioGroup
      value={value === '' ? null : value}
      isInvalid={Boolean(error)}
      onChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen)
        if (option) onChange(option.value)
      }}
      orientation="horizontal"
      className="group flex flex-col gap-1"
    >
      <Label className="text-small font-semibold text-second">{label}</Label>
      <div className="flex flex-wrap rounded-m border border-strong-line bg-sunken p-0.5 group-data-invalid:border-no-show">
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            className={`relative flex ${height} flex-1 cursor-default items-center justify-center rounded-[6px] px-2 text-small whitespace-nowrap text-second data-focus-visible:focus-ring data-hovered:text-ink data-selected:bg-surface data-selected:font-semibold data-selected:text-accent`}
          >
            {option.word}
          </Radio>
        ))}
      </div>
      <FieldError className="text-small text-no-show">{error}</FieldError>
    </RadioGroup>
  )
}
