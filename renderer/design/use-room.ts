import { type RefObject, useLayoutEffect } from 'react'
import { usePreferences } from '../stores/preferences.ts'

/** Of an element, rem: larger text is less room. */
export type Room = { width: number; height: number }

/**
 * Tells how much room an element has, before it is painted with another. For what a container query would do: in one, each
 * layout of what stands in it takes three times as long, at every key.
 *
 * @param mark the same function at every call; writes down on the element what its style asks for
 */
export function useRoom(
  target: RefObject<HTMLElement | null>,
  mark: (element: HTMLElement, room: Room) => void,
): void {
  const textSize = usePreferences((preferences) => preferences.textSize)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other text makes another room of the same pixels
  useLayoutEffect(() => {
    const element = target.current
    if (!element) return
    const sizes = new ResizeObserver(() => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      mark(element, { width: element.clientWidth / rem, height: element.clientHeight / rem })
    })
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [target, mark, textSize])
}
