import { type ComponentProps, type ReactNode, useId } from 'react'

type FieldProps = {
  label: string
  value: string
  onType: (value: string) => void
  onLeave?: () => void
  /** What is expected; stays while there is an error, so that nothing moves more than it must. */
  hint?: string | undefined
  /** What is wrong and what to do. */
  error?: string | null | undefined
  /** How the value was understood, such as a date in words. */
  echo?: ReactNode
  /** The name by which an error summary finds the field. */
  name: string
  /** Numbers and codes are written left to right in either language. */
  ltr?: boolean
  rows?: number
  inputMode?: ComponentProps<'input'>['inputMode']
  autoComplete?: string
  maxLength?: number
  required?: boolean
}

/** A text field with its label, hint and error. */
export function Field({
  label,
  value,
  onType,
  onLeave,
  hint,
  error,
  echo,
  name,
  ltr = false,
  rows,
  autoComplete = 'off',
  required = true,
  ...rest
}: FieldProps) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  const shared = {
    ...rest,
    id: fieldId(name),
    name,
    value,
    autoComplete,
    'aria-required': required,
    'aria-invalid': Boolean(error),
    'aria-describedby': described || undefined,
    onBlur: onLeave,
    dir: ltr ? 'ltr' : undefined,
    className: `field-box ${ltr ? 'rtl:text-right' : ''}`,
  } as const
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={fieldId(name)} className="self-start font-semibold">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="-mt-1 text-body text-second">
          {hint}
        </p>
      )}
      {rows ? (
        <textarea {...shared} rows={rows} onChange={(event) => onType(event.target.value)} />
      ) : (
        <input {...shared} type="text" onChange={(event) => onType(event.target.value)} />
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {echo && !error && <p className="text-body text-second">{echo}</p>}
    </div>
  )
}

export const fieldId = (name: string) => `field-${name}`

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="text-body font-semibold text-no-show">
      {children}
    </p>
  )
}
