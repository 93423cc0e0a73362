import { create } from 'zustand'

/** The places of the rail. There are no addresses: a window of an office has no history to go back to. */
export const places = ['day', 'queue', 'schedule', 'tray', 'services', 'log', 'reports', 'people'] as const
export type Place = (typeof places)[number]

export const useRoute = create<{ place: Place }>()(() => ({ place: 'day' }))

export function go(place: Place): void {
  useRoute.setState({ place })
}
