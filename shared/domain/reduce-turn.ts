import type { Appointment } from './appointment.ts'
import type { AppointmentEvent } from './event.ts'
import { occurredAt } from './event.ts'
import type { Reduction } from './refusal.ts'
import { applied, refused } from './refusal.ts'
import { firstTurn, type turnPayloads } from './turn.ts'

type TurnEvent = Extract<AppointmentEvent, { type: keyof typeof turnPayloads }>

/**
 * The queue's part of the rule book: what a call, a recall, a skip or a hand-over makes of a visit. `reduce` has looked at
 * state, day and role. Somebody is called to one desk at a time; whoever asks a second time is told who called and where.
 */
export function afterCall(appointment: Appointment, event: TurnEvent): Reduction<Appointment> {
  const { state, turn = firstTurn } = appointment
  const { call, atDesk } = turn
  const at = occurredAt(event)
  if (event.type === 'called') {
    if (atDesk && call) return refused('already_called', { state, by: call.by, at: call.at, desk: call.desk })
    const { desk } = event.payload
    const called = { desk, by: event.actor, at, eventId: event.id, recalls: 0, newestId: event.id }
    return applied({ ...appointment, turn: { ...turn, call: called, atDesk: true } })
  }
  if (!atDesk || !call) return refused('not_called', { state })
  switch (event.type) {
    case 'recalled': {
      const again = { ...call, recalls: call.recalls + 1, newestId: event.id }
      return applied({ ...appointment, turn: { ...turn, call: again } })
    }
    case 'call_skipped': {
      const { skips } = turn
      return applied({
        ...appointment,
        turn: { ...turn, atDesk: false, skips: skips + 1, skipId: event.id, handedTo: null },
      })
    }
    case 'handed_over': {
      const { desk, note } = event.payload
      // They came when they were called: what was missed before is forgotten.
      const handedTo = { desk, note, by: event.actor, at }
      return applied({ ...appointment, turn: { ...turn, atDesk: false, skips: 0, skipId: null, handedTo } })
    }
  }
}

/** Done at the desk: served, or sent away for what is missing. */
export function leavesDesk(appointment: Appointment): Appointment {
  const { turn } = appointment
  return turn ? { ...appointment, turn: { ...turn, atDesk: false, handedTo: null } } : appointment
}

/** The documents are complete; whoever is at a desk stays there until they are served, or handed over. */
export const documentsFound = (appointment: Appointment, at: string): Appointment => ({
  ...appointment,
  turn: { ...(appointment.turn ?? firstTurn), completeAt: at },
})

/** Somebody who was sent away is back, and waits from now on. */
export const backInTheLine = (appointment: Appointment, at: string): Appointment => ({
  ...appointment,
  turn: {
    ...(appointment.turn ?? firstTurn),
    returnedAt: at,
    atDesk: false,
    skips: 0,
    skipId: null,
    handedTo: null,
  },
})

/** The arrival did not hold: of the queue only what was so before it is left. */
export function leavesQueue({ turn, ...appointment }: Appointment): Appointment {
  return turn?.walkIn ? { ...appointment, turn: { ...firstTurn, walkIn: true } } : appointment
}
