import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { firstRowFrom, type ListLayout, startOfRow } from './list-items.ts'

/**
 * Keeps what a person looks at where it is when rows come or go above it by a live change. A new question (another
 * day, search or filter) starts at the top instead. The place is taken from the scroll events: to read it while the
 * list is being drawn would cost a layout at every key.
 */
export function useScrollHold(
  scroller: RefObject<HTMLDivElement | null>,
  layout: ListLayout,
  question: string,
): void {
  const top = useRef(0)
  const drawn = useRef({ layout, question })

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const remember = () => {
      top.current = element.scrollTop
    }
    element.addEventListener('scroll', remember, { passive: true })
    return () => element.removeEventListener('scroll', remember)
  }, [scroller])

  useLayoutEffect(() => {
    const before = drawn.current
    drawn.current = { layout, question }
    const element = scroller.current
    if (!element || top.current === 0 || before.layout === layout) return
    if (before.question !== question) {
      top.current = 0
      element.scrollTop = 0
      return
    }
    const held = before.layout.rows[firstRowFrom(before.layout, top.current)]
    const position = held ? layout.rows.findIndex((row) => row.id === held.id) : -1
    if (!held || position === -1) return
    const moved = startOfRow(layout, position) - startOfRow(before.layout, before.layout.rows.indexOf(held))
    if (moved === 0) return
    top.current += moved
    element.scrollTop = top.current
  }, [scroller, layout, question])
}
