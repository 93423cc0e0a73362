import { type ReactNode, useId } from 'react'

type PartProps = {
  title: string
  act: ReactNode
  /** What it is and how things stand, beside the act. */
  said: ReactNode
  /** What came of it, below. */
  children: ReactNode
}

/** One of the two ways of a file: what it is, how things stand, and the one act. */
export function Part({ title, act, said, children }: PartProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="border-t border-line py-4 last:pb-0">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0 flex-1">
          <h3 id={id} className="text-body font-semibold text-ink">
            {title}
          </h3>
          {said}
        </div>
        {act}
      </div>
      {children}
    </section>
  )
}
