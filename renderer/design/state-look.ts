import { Ban, Check, CircleAlert, Clock, FileCheck, type LucideIcon, UserRound, X } from 'lucide-react'
import type { AppointmentState } from '#shared/domain/state.ts'

/** How a state looks wherever it is named: one icon and one pair of colours. The word comes from the catalogue. */
export const stateLook: Record<
  AppointmentState,
  { icon: LucideIcon; text: string; chip: string; bar: string }
> = {
  booked: { icon: Clock, text: 'text-booked', chip: 'bg-booked-soft text-booked', bar: 'bg-booked' },
  arrived: { icon: UserRound, text: 'text-arrived', chip: 'bg-arrived-soft text-arrived', bar: 'bg-arrived' },
  documents_incomplete: {
    icon: CircleAlert,
    text: 'text-incomplete',
    chip: 'bg-incomplete-soft text-incomplete',
    bar: 'bg-incomplete',
  },
  documents_complete: {
    icon: FileCheck,
    text: 'text-complete',
    chip: 'bg-complete-soft text-complete',
    bar: 'bg-complete',
  },
  served: { icon: Check, text: 'text-served', chip: 'bg-served-soft text-served', bar: 'bg-served' },
  no_show: { icon: X, text: 'text-no-show', chip: 'bg-no-show-soft text-no-show', bar: 'bg-no-show' },
  cancelled: {
    icon: Ban,
    text: 'text-cancelled',
    chip: 'bg-cancelled-soft text-cancelled',
    bar: 'bg-cancelled',
  },
}
