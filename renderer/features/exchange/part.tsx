import { type ReactNode, useId } from 'react'

/** One of the two ways of a file: what it is, how things stand, and the one act. */
export function Part({ title, act, children }: { title: string; act: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="border-t border-line py-4 last:pb-0">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0 flex-1">
          <h3 id={id} className="text-body font-semibold text-ink">
            {title}
          </h3>
          {children}
        </div>
        {act}
      </div>
    </section>
  )
}
