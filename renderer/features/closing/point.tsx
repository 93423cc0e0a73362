import type { ReactNode } from 'react'

/** One line of the guide to closing a day. */
export function Point({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-2.5">
      <span className="mt-[3px] shrink-0">{icon}</span>
      <div className="min-w-0 flex-1">{children}</div>
    </li>
  )
}

/** The way to where something is mended. */
export function Way({ onGo, children }: { onGo: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className="rounded-s px-1 text-small text-accent outline-none hover:bg-accent-soft focus-visible:focus-ring"
      onClick={onGo}
    >
      {children}
    </button>
  )
}
