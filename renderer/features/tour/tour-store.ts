import { create } from 'zustand'
import type { Role } from '#shared/domain/state.ts'
import { roles } from '#shared/domain/state.ts'

/** The stations of the tour, in their order; each is the `data-tour` of an element of the day's place. */
export const stations = ['search', 'list', 'side', 'sync', 'places', 'settings'] as const
export type Station = (typeof stations)[number]

const KEY = 'pishkhan.tour'

/** Who was offered the tour at this desk, by what they do and not by who they are. */
function readOffered(): readonly Role[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(stored) ? roles.filter((role) => stored.includes(role)) : []
  } catch {
    // No store, or something else under the key: the tour is offered once more.
    return []
  }
}

type TourStore = { station: Station | null; offered: readonly Role[] }

export const useTour = create<TourStore>()(() => ({ station: null, offered: readOffered() }))

export function startTour(): void {
  useTour.setState({ station: stations[0] })
}

export function goToStation(station: Station): void {
  useTour.setState({ station })
}

export function endTour(): void {
  useTour.setState({ station: null })
}

/** The tour was taken or declined: it is not offered again to whoever does the same work here. */
export function settleTourOffer(done: readonly Role[]): void {
  const offered = roles.filter((role) => done.includes(role) || useTour.getState().offered.includes(role))
  useTour.setState({ offered })
  try {
    localStorage.setItem(KEY, JSON.stringify(offered))
  } catch {
    // It holds until the window closes.
  }
}
