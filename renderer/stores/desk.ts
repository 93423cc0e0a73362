import { create } from 'zustand'
import { normalizeNumeric } from '#shared/domain/digits.ts'
import { deskNumberSchema } from '#shared/domain/turn.ts'

/** «باجه»: which desk this machine stands at. Chosen once and kept in the browser's own store; nothing personal. */
const KEY = 'pishkhan.desk'

/** A desk number as somebody types it, in any digits; null when it is none. */
export function readDesk(typed: string | null): number | null {
  const digits = normalizeNumeric(typed ?? '')
  const desk = deskNumberSchema.safeParse(/^[0-9]{1,3}$/.test(digits) ? Number(digits) : null)
  return desk.success ? desk.data : null
}

function stored(): number | null {
  try {
    return readDesk(localStorage.getItem(KEY))
  } catch {
    return null
  }
}

export const useDesk = create<{ desk: number | null }>()(() => ({ desk: stored() }))

export function setDesk(desk: number): void {
  useDesk.setState({ desk })
  try {
    localStorage.setItem(KEY, String(desk))
  } catch {
    // The choice holds until the window closes.
  }
}
