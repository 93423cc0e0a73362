import { type ReactNode, useId } from 'react'
import { FieldError, fieldId } from './field.tsx'

type ChoiceGroupProps<T extends string> = {
  label: string
  name: string
  value: string
  choices: readonly { value: T; label: ReactNode; disabled?: boolean }[]
  onChoose: (value: T) => void
  error?: string | null | undefined
  className?: string
  /** Whether a dot shows which is chosen; choices with little room do without. */
  dots?: boolean
}

/** One of few, all of them seen. */
export function ChoiceGroup<T extends string>({
  label,
  name,
  value,
  choices,
  onChoose,
  error,
  className = 'flex flex-col gap-2',
  dots = true,
}: ChoiceGroupProps<T>) {
  const id = useId()
  return (
    <fieldset aria-describedby={error ? id : undefined} className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-semibold">{label}</legend>
      <div className={className}>
        {choices.map((choice, index) => (
          <label key={choice.value} className={`choice ${dots ? 'choice-dot' : ''}`}>
            <input
              type="radio"
              name={name}
              {...(index === 0 ? { id: fieldId(name) } : {})}
              value={choice.value}
              checked={choice.value === value}
              disabled={choice.disabled}
              aria-invalid={error ? true : undefined}
              onChange={() => onChoose(choice.value)}
              className="absolute inset-0 m-0 h-full w-full appearance-none rounded-m outline-none"
            />
            {choice.label}
          </label>
        ))}
      </div>
      {error && <FieldError id={id}>{error}</FieldError>}
    </fieldset>
  )
}
