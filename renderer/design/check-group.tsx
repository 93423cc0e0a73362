import { Check } from 'lucide-react'
import { Checkbox, CheckboxGroup, FieldError, Label } from 'react-aria-components'

/** Any of a few, one under the other. `why` says why an option cannot be changed. */
export function CheckGroup<T extends string>({
  label,
  values,
  options,
  onChange,
  error,
}: {
  label: string
  values: readonly T[]
  options: readonly { value: T; word: string; why?: string | null }[]
  onChange: (values: T[]) => void
  /** What is wrong and what to do. */
  error?: string | null
}) {
  return (
    <CheckboxGroup
      value={[...values]}
      isInvalid={Boolean(error)}
      onChange={(chosen) =>
        onChange(options.map(({ value }) => value).filter((value) => chosen.includes(value)))
      }
      className="flex flex-col gap-1"
    >
      <Label className="text-small font-semibold text-second">{label}</Label>
      {options.map(({ value, word, why }) => (
        <Checkbox
          key={value}
          value={value}
          isDisabled={Boolean(why)}
          className="group relative flex h-9 cursor-default items-center gap-2.5 rounded-m border border-transparent px-1 text-body text-ink data-disabled:text-second data-focus-visible:focus-ring"
        >
          <span className="flex size-[18px] shrink-0 items-center justify-center rounded-[5px] border border-field-line bg-surface text-on-accent group-data-disabled:opacity-60 group-data-hovered:border-second group-data-invalid:border-no-show group-data-selected:border-accent group-data-selected:bg-accent">
            <Check size={14} strokeWidth={3} aria-hidden className="invisible group-data-selected:visible" />
          </span>
          <span>{word}</span>
          {why && <span className="text-small text-second">{why}</span>}
        </Checkbox>
      ))}
      <FieldError className="text-small text-no-show">{error}</FieldError>
    </CheckboxGroup>
  )
}
