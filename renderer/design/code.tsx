import { useFormat } from '../app/format.ts'

/**
 * A code, number or serial: an island that always reads left to right, digits of the screen's language
 * (domain.md 4, UI rules). `value` is in stored form or already grouped, ASCII digits.
 */
export function Code({ value, className = '' }: { value: string; className?: string }) {
  const { digits } = useFormat()
  return (
    <bdi dir="ltr" className={`whitespace-nowrap ${className}`}>
      {digits(value)}
    </bdi>
  )
}
