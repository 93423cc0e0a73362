import { useNotices } from './notice.ts'

/** As the `ref` of what stands at the foot of a place: notices show above it, never over it. */
export function noticeFoot(element: HTMLElement | null): (() => void) | undefined {
  if (!element) return undefined
  const sizes = new ResizeObserver(() => useNotices.setState({ foot: element.offsetHeight }))
  sizes.observe(element)
  return () => {
    sizes.disconnect()
    useNotices.setState({ foot: 0 })
  }
}
