import type { MouseEvent, ReactNode } from 'react'
import { type PageName, paths } from './paths.ts'
import { goTo } from './route.ts'

/** A link to a page of the portal; opened in another tab it is an ordinary link. */
export function Link({ to, className, children }: { to: PageName; className?: string; children: ReactNode }) {
  const follow = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    goTo(to)
  }
  return (
    <a href={paths[to]} onClick={follow} className={className}>
      {children}
    </a>
  )
}
