import { type MouseEvent, useEffect, useRef } from 'react'
import { useTexts } from '../app/texts.ts'
import { fieldId } from './field.tsx'

export type FormError = { name: string; label: string; text: string }

/** All that is wrong in a form, each leading to its field. Takes the focus each time that a form was refused (`round`). */
export function ErrorSummary({ errors, round }: { errors: readonly FormError[]; round: number }) {
  const { shell } = useTexts()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (round > 0) box.current?.focus()
  }, [round])
  if (errors.length === 0) return null
  const lead = (event: MouseEvent, name: string) => {
    event.preventDefault()
    document.getElementById(fieldId(name))?.focus()
  }
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded-m border border-no-show bg-no-show-soft px-4 py-3"
    >
      <p className="font-extrabold">{shell.errorsTitle}</p>
      <ul>
        {errors.map(({ name, label, text }) => (
          <li key={name}>
            <a
              href={`#${fieldId(name)}`}
              onClick={(event) => lead(event, name)}
              className="inline-flex min-h-11 items-center underline decoration-1 underline-offset-4"
            >
              <span>
                <strong className="font-semibold">{label}:</strong> {text}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
