import { useSyncExternalStore } from 'react'
import { type PageName, paths } from './paths.ts'

const changed = 'portal:navigated'

function subscribe(notice: () => void): () => void {
  window.addEventListener('popstate', notice)
  window.addEventListener(changed, notice)
  return () => {
    window.removeEventListener('popstate', notice)
    window.removeEventListener(changed, notice)
  }
}

/** The page of the address; null for an address that is none. */
export function usePage(): PageName | null {
  const path = useSyncExternalStore(subscribe, () => window.location.pathname)
  const names = Object.keys(paths) as PageName[]
  return names.find((name) => paths[name] === path.replace(/(.)\/$/, '$1')) ?? null
}

export function goTo(page: PageName): void {
  if (window.location.pathname !== paths[page]) window.history.pushState(null, '', paths[page])
  window.dispatchEvent(new Event(changed))
  window.scrollTo(0, 0)
}
