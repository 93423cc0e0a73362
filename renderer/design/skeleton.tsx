/** The place of a word or line that is still being fetched. Silent for screen readers: the region says it is busy. */
export function Skeleton({ className = '' }: { className?: string }) {
  return <span aria-hidden className={`block animate-pulse rounded-s bg-line ${className}`} />
}
