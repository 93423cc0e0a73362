import type { Applicant } from '#shared/domain/applicant.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import { type Stage, stageOfState } from '#shared/domain/stage.ts'
import { join } from '../db/columns.ts'
import type { Statements } from '../db/statements.ts'
import { type AppointmentChange, isLive, isWithdrawn, takesSeat } from './appointment-change.ts'
import * as sql from './settle-sql.ts'

/**
 * Brings into step what follows from appointments that a transaction changes: seats, live appointments,
 * bans, and the stages of the registrations (docs/decisions/0066).
 *
 * Call it in that transaction, under the revision locks of their offices, with every change. The statements are sent at once, one
 * after the other, however many changes there are; changes that move nothing cost none. Registrations are locked first, in the
 * order of their national codes.
 *
 * @param now stages are dated no later, whatever a device's clock says
 */
export async function settle(
  client: Statements,
  changes: readonly AppointmentChange[],
  now: Date,
): Promise<void> {
  const moved = changes.filter(({ before, after }) => before?.state !== after.state)
  if (moved.length === 0) return
  const sent: Promise<unknown>[] = []
  const send = (name: string, text: string, rows: number, values: readonly string[]) => {
    if (rows > 0) sent.push(client.query({ name: `settle_${name}`, text, values: [...values] }))
  }
  const people = moved.map(({ after }) => after.applicant.trackingCode)
  send('lock', sql.lockRegistrations, people.length, [join(people)])

  const seats = seatMoves(moved)
  const freed = seats.filter(({ count }) => count < 0)
  send('seats_freed', sql.freeSeats, freed.length, seatColumns(freed))
  const taken = seats.filter(({ count }) => count > 0)
  send('seats_taken', sql.takeSeats, taken.length, seatColumns(taken))

  const ended = moved.filter(({ before, after }) => before && isLive(before.state) && !isLive(after.state))
  send('live_ended', sql.endLive, ended.length, [personColumn(ended), idColumn(ended)])
  const begun = onePerPerson(
    moved.filter(({ before, after }) => isLive(after.state) && !(before && isLive(before.state))),
    ({ after }, other) => after.date > other.after.date,
  )
  send('live_begun', sql.beginLive, begun.length, [
    personColumn(begun),
    idColumn(begun),
    officeColumn(begun),
    join(begun.map(({ after }) => after.applicant.trackingCode)),
    join(begun.map(({ after }) => after.date)),
    join(begun.map(({ after }) => after.slot)),
  ])

  const lifted = moved.filter(({ before }) => before?.state === 'no_show')
  send('bans_lifted', sql.liftBans, lifted.length, [personColumn(lifted), idColumn(lifted)])
  send('bans_left', sql.fallBackToOtherBans, lifted.length, [
    personColumn(lifted),
    idColumn(lifted),
    join(lifted.map(({ after }) => after.applicant.trackingCode)),
  ])
  const banned = onePerPerson(
    moved.filter(({ after }) => after.state === 'no_show' && after.bookableFrom !== null),
    ({ after }, other) => firstBookable(after) > firstBookable(other.after),
  )
  send('bans_imposed', sql.imposeBans, banned.length, [
    personColumn(banned),
    idColumn(banned),
    officeColumn(banned),
    join(banned.map(({ after }) => firstBookable(after))),
  ])

  const progress = progressOf(moved, now)
  send('stages', sql.moveStages, progress.length, [
    join(progress.map(({ applicant }) => applicant.trackingCode)),
    join(progress.map(({ applicant }) => applicant.nationalCode)),
    join(progress.map(({ stages }) => stages.at(-1) ?? '')),
    join(progress.map(({ stages }) => stages.join())),
    join(progress.map(({ instants }) => instants.join())),
  ])
  await Promise.all(sent)
}

type SeatMove = { officeId: string; date: string; slot: string; count: number }

/** How many seats of each slot are taken more, or fewer. */
function seatMoves(moved: readonly AppointmentChange[]): SeatMove[] {
  const moves = new Map<string, SeatMove>()
  for (const { before, after } of moved) {
    const count = Number(takesSeat(after.state)) - Number(before !== null && takesSeat(before.state))
    if (count === 0) continue
    const { officeId, date, slot } = after
    const key = `${officeId} ${date} ${slot}`
    moves.set(key, { officeId, date, slot, count: (moves.get(key)?.count ?? 0) + count })
  }
  return [...moves.values()]
}

const seatColumns = (moves: readonly SeatMove[]) => [
  join(moves.map(({ officeId }) => officeId)),
  join(moves.map(({ date }) => date)),
  join(moves.map(({ slot }) => slot)),
  join(moves.map(({ count }) => Math.abs(count))),
]

const personColumn = (changes: readonly AppointmentChange[]) =>
  join(changes.map(({ after }) => after.applicant.nationalCode))
const officeColumn = (changes: readonly AppointmentChange[]) =>
  join(changes.map(({ after }) => after.officeId))
const idColumn = (changes: readonly AppointmentChange[]) => join(changes.map(({ after }) => after.id))

const firstBookable = (appointment: Appointment): string => appointment.bookableFrom ?? ''

/** Of several changes of one person the one that `beats` the others: a row is written once in a statement. */
function onePerPerson(
  changes: readonly AppointmentChange[],
  beats: (change: AppointmentChange, other: AppointmentChange) => boolean,
): AppointmentChange[] {
  const chosen = new Map<string, AppointmentChange>()
  for (const change of changes) {
    const { nationalCode } = change.after.applicant
    const other = chosen.get(nationalCode)
    if (!other || beats(change, other)) chosen.set(nationalCode, change)
  }
  return [...chosen.values()].sort((a, b) =>
    a.after.applicant.nationalCode < b.after.applicant.nationalCode ? -1 : 1,
  )
}

type Progress = { applicant: Applicant; stages: Stage[]; instants: string[] }

/**
 * The stages that registrations come through. Of two appointments of one registration the one that its person came to,
 * or still has, says how far it is.
 */
function progressOf(moved: readonly AppointmentChange[], now: Date): Progress[] {
  const speaking = new Map<string, AppointmentChange>()
  for (const change of moved) {
    const { trackingCode } = change.after.applicant
    if (speaking.has(trackingCode) && isWithdrawn(change.after.state)) continue
    speaking.set(trackingCode, change)
  }
  return [...speaking.values()]
    .map(({ before, after, passed }): Progress => {
      const stages: Stage[] = []
      const instants: string[] = []
      let known = before && stageOfState[before.state]
      for (const { state, at } of passed) {
        const stage = stageOfState[state]
        if (stage === known) continue
        known = stage
        stages.push(stage)
        instants.push(plausible(at, now))
      }
      return { applicant: after.applicant, stages, instants }
    })
    .filter(({ stages }) => stages.length > 0)
}

function plausible(at: string, now: Date): string {
  const time = Date.parse(at)
  return time >= 0 && time <= now.getTime() ? at : now.toISOString()
}
