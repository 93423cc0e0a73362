import type { ReactNode, Ref } from 'react'
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
} from 'react-aria-components'

export type TextFieldProps = Omit<AriaTextFieldProps, 'children' | 'className'> & {
  label: string
  /** A line under the field: what is expected. Gives way to `error`. */
  hint?: ReactNode
  /** What is wrong and what to do; the field is marked invalid while it is there. */
  error?: string | null | undefined
  placeholder?: string
  /** Codes, numbers, addresses of the network: written left to right in either language. */
  ltr?: boolean
  /** A control inside the field at its end, such as show/hide. */
  end?: ReactNode
  rows?: number
  inputRef?: Ref<HTMLInputElement>
  className?: string
}

const box =
  'w-full rounded-m border border-field-line bg-surface px-3 text-body text-ink placeholder:text-third outline-none data-hovered:border-second data-focused:border-accent data-focused:ring-2 data-focused:ring-accent/25 data-invalid:border-no-show data-disabled:bg-sunken data-disabled:text-third read-only:bg-sunken read-only:text-second'

/** A field with its label, hint and error line. `rows` makes it a text area. */
export function TextField({
  label,
  hint,
  error,
  placeholder,
  ltr = false,
  end,
  rows,
  inputRef,
  className = '',
  ...rest
}: TextFieldProps) {
  const shared = { ...(placeholder ? { placeholder } : {}), ...(ltr ? { dir: 'ltr' } : {}) }
  return (
    <AriaTextField {...rest} isInvalid={Boolean(error)} className={`flex flex-col gap-1 ${className}`}>
      <Label className="text-small font-semibold text-second">{label}</Label>
      <div className="relative">
        {rows ? (
          <TextArea {...shared} rows={rows} className={`${box} block resize-none py-2`} />
        ) : (
          <Input
            {...shared}
            {...(inputRef ? { ref: inputRef } : {})}
            className={`${box} h-10 ${ltr ? 'text-left' : ''} ${end ? (ltr ? 'pr-11' : 'pe-11') : ''}`}
          />
        )}
        {end && (
          <span dir={ltr ? 'ltr' : undefined} className="absolute inset-y-0 end-1 flex items-center">
            {end}
          </span>
        )}
      </div>
      {hint && !error && (
        <Text slot="description" className="text-small text-second">
          {hint}
        </Text>
      )}
      <FieldError className="text-small text-no-show">{error}</FieldError>
    </AriaTextField>
  )
}
