import { useState } from 'react'
import type { Validation } from '#shared/domain/validation.ts'
import { useTexts } from '../app/texts.ts'
import type { FormError } from './error-summary.tsx'

type Readers<K extends string> = Record<K, (typed: string) => Validation>

/**
 * A small form of texts: what is typed, what is wrong with it once a field was left or sent, and what it reads as.
 * @param labels names of the fields, for the summary of errors
 */
export function useForm<K extends string>(readers: Readers<K>, labels: Readonly<Record<NoInfer<K>, string>>) {
  const { validation } = useTexts()
  const names = Object.keys(readers) as K[]
  const [values, setValues] = useState(
    () => Object.fromEntries(names.map((name) => [name, ''])) as Record<K, string>,
  )
  const [touched, setTouched] = useState<ReadonlySet<K>>(new Set())
  const [round, setRound] = useState(0)

  const errorOf = (name: K) => {
    const read = readers[name](values[name])
    return touched.has(name) && !read.ok ? validation[read.code] : null
  }
  const errors: FormError[] = names.flatMap((name) => {
    const text = errorOf(name)
    return text && round > 0 ? [{ name, label: labels[name], text }] : []
  })
  return {
    values,
    errors,
    /** How often the form was refused: the summary takes the focus each time. */
    round,
    field: (name: K) => ({
      name,
      value: values[name],
      error: errorOf(name),
      onType: (typed: string) => setValues((before) => ({ ...before, [name]: typed })),
      onLeave: () => values[name] !== '' && setTouched(new Set([...touched, name])),
    }),
    /** The values in stored form; null when something is wrong, which is then shown. */
    read(): Record<K, string> | null {
      setTouched(new Set(names))
      const stored: Partial<Record<K, string>> = {}
      for (const name of names) {
        const read = readers[name](values[name])
        if (read.ok) stored[name] = read.value
      }
      if (names.every((name) => stored[name] !== undefined)) return stored as Record<K, string>
      setRound(round + 1)
      return null
    },
  }
}
