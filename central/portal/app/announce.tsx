import { create } from 'zustand'

const useAnnouncement = create<{ text: string; count: number }>()(() => ({ text: '', count: 0 }))

/** Has a screen reader say something that is seen otherwise, such as that a list was renewed. */
export function announce(text: string): void {
  useAnnouncement.setState(({ count }) => ({ text, count: count + 1 }))
}

/** The live region; the same text twice is said twice, since the paragraph is a new one. */
export function Announcements() {
  const { text, count } = useAnnouncement()
  return (
    <div role="status" aria-live="polite" className="sr-only">
      <p key={count}>{text}</p>
    </div>
  )
}
