import { ChevronDown } from 'lucide-react'
import { useTexts } from '../app/texts.ts'
import { fieldId } from './field.tsx'

type SelectProps = {
  label: string
  name: string
  value: string
  choices: readonly string[]
  onChoose: (value: string) => void
}

/** One of many, with the list that the telephone itself brings. */
export function Select({ label, name, value, choices, onChoose }: SelectProps) {
  const { booking } = useTexts()
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={fieldId(name)} className="self-start font-semibold">
        {label}
      </label>
      <div className="relative">
        <select
          id={fieldId(name)}
          name={name}
          value={value}
          disabled={choices.length === 0}
          onChange={(event) => onChoose(event.target.value)}
          className="field-box appearance-none pe-11"
        >
          <option value="" disabled>
            {booking.choose}
          </option>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
        <ChevronDown size={20} aria-hidden className="pointer-events-none absolute end-3 top-3.5" />
      </div>
    </div>
  )
}
