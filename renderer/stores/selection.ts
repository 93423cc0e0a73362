import { create } from 'zustand'

/** Which appointment the applicant's side shows. `reveal` steps when the list has to bring it into view. */
type SelectionStore = { appointmentId: string | null; reveal: number }

export const useSelection = create<SelectionStore>()(() => ({ appointmentId: null, reveal: 0 }))

export function select(appointmentId: string | null): void {
  useSelection.setState(({ reveal }) => ({ appointmentId, reveal: reveal + 1 }))
}
