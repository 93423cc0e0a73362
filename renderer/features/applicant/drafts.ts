import { create } from 'zustand'
import { whenAnotherUserSignsIn } from '../../stores/other-user.ts'

/**
 * What has been typed but not recorded, by appointment and place: it outlives a refusal, a live change of the
 * appointment, and a scan that opens somebody else in the middle of a word. Gone when the window closes.
 */
type DraftStore = { texts: ReadonlyMap<string, string> }

export const useDrafts = create<DraftStore>()(() => ({ texts: new Map() }))

/** `place` is the item's key and what is typed there, such as `postal_code/value`. */
const keyOf = (appointmentId: string, place: string) => `${appointmentId}/${place}`

export function useDraft(
  appointmentId: string,
  place: string,
): readonly [draft: string | null, set: (text: string | null) => void] {
  const key = keyOf(appointmentId, place)
  const draft = useDrafts(({ texts }) => texts.get(key) ?? null)
  return [draft, (text) => setDraft(key, text)]
}

function setDraft(key: string, text: string | null): void {
  useDrafts.setState(({ texts }) => {
    const next = new Map(texts)
    if (text === null) next.delete(key)
    else next.set(key, text)
    return { texts: next }
  })
}

// Another person at the same window finds nothing of the one before.
whenAnotherUserSignsIn(() => useDrafts.setState({ texts: new Map() }))
