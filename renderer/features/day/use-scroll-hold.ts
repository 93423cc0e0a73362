import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { ListLayout } from './list-items.ts'

/** The first row on the screen, by its id and distance from the top of the list. */
type Anchor = { id: string; start: number }

function firstRowBelow({ items }: ListLayout, top: number): Anchor | null {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((items[middle]?.start ?? 0) < top) low = middle + 1
    else high = middle
  }
  for (let at = low; at < items.length; at += 1) {
    const item = items[at]
    if (item?.kind === 'row') return { id: item.row.id, start: item.start }
  }
  return null
}

/**
 * Keeps what a person looks at where it is when rows come or go above it by a live change. A new question (another
 * day, search or filter) starts at the top instead.
 */
export function useScrollHold(
  scroller: RefObject<HTMLDivElement | null>,
  layout: ListLayout,
  question: string,
): void {
  const anchor = useRef<Anchor | null>(null)
  const asked = useRef(question)

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const held = anchor.current
    if (asked.current !== question) {
      asked.current = question
      element.scrollTop = 0
    } else if (held && element.scrollTop > 0) {
      const place = layout.places.get(held.id)
      const item = place === undefined ? undefined : layout.items[place]
      if (item && item.start !== held.start) element.scrollTop += item.start - held.start
    }
    const remember = () => {
      anchor.current = firstRowBelow(layout, element.scrollTop)
    }
    remember()
    element.addEventListener('scroll', remember, { passive: true })
    return () => element.removeEventListener('scroll', remember)
  }, [scroller, layout, question])
}
