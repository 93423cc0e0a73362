/** Opening hours of one weekday; times of Tehran, `HH:MM`. */
export type OpeningHours = { opensAt: string; closesAt: string }

export function minutesOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

export function timeOfMinutes(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** The starts of the slots that fit whole between opening and closing, in order. */
export function slotTimes({ opensAt, closesAt }: OpeningHours, slotMinutes: number): string[] {
  const first = minutesOfDay(opensAt)
  const count = Math.max(0, Math.floor((minutesOfDay(closesAt) - first) / slotMinutes))
  return Array.from({ length: count }, (_, index) => timeOfMinutes(first + index * slotMinutes))
}
