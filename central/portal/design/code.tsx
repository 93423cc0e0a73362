import { useFormat } from '../app/format.ts'

/** A code or number: an island that always reads left to right, in the digits of the page's language. */
export function Code({ value, className = '' }: { value: string; className?: string }) {
  const { digits } = useFormat()
  return (
    <bdi dir="ltr" className={`whitespace-nowrap ${className}`}>
      {digits(value)}
    </bdi>
  )
}
