import type { Random } from '#central/demo/random.ts'
import { actorOf, type UserActor } from '#core/services/office-context.ts'
import type { DayRow, QueueEntry } from '#shared/contract/office.ts'
import type { CentralAction } from './central-side.ts'
import { booked, numbersOf, offices, person, today, tomorrow } from './country.ts'
import type { Desk } from './office.ts'

/** A desk with somebody at it, who sees the list as it was when they last looked. */
export type Seat = { desk(): Desk; random: Random; office: number; schedule: number; seen: DayRow[] }

const actors = offices.map(({ users }) => ({
  reception: actorOf(users.reception),
  documents: actorOf(users.documents),
  supervisor: actorOf(users.supervisor),
}))

const items = [
  'birth_certificate_original',
  'postal_code',
  'residence_address',
  'landline_phone',
  'mobile_phone',
] as const

/** What somebody at a desk does next, sensible for what they see more often than not. Throws what the services throw. */
export function actAt(seat: Seat): void {
  const { random, office } = seat
  const desk = seat.desk()
  const who = actors[office]
  if (!who) throw new Error(`there is no office ${office}`)
  if (seat.seen.length === 0 || random.chance(75)) {
    seat.seen = [...desk.days.list(random.chance(90) ? today : tomorrow).rows]
  }
  if (random.chance(12)) {
    takeIn(seat, who.reception, who.supervisor)
    return
  }
  if (random.chance(12)) {
    atTheTray(desk, random, who.supervisor)
    return
  }
  if (random.chance(6)) {
    if (random.chance(60)) desk.days.close(who.supervisor, today)
    else desk.days.reopen(who.supervisor, today, 'یک نفر دیگر آمد')
    return
  }
  if (random.chance(20)) {
    moveQueue(desk, random, who.documents)
    return
  }
  const row = seat.seen[random.below(seat.seen.length)]
  if (!row) return
  // Now and then something that does not fit: the rules must refuse it.
  const state = random.chance(90)
    ? row.state
    : random.pick<DayRow['state']>(['booked', 'arrived', 'documents_incomplete', 'no_show'])
  visit(desk, random, who, row.id, state)
}

function visit(
  { visits, documents }: Desk,
  random: Random,
  who: { reception: UserActor; documents: UserActor; supervisor: UserActor },
  id: string,
  state: DayRow['state'],
): void {
  const decide = (item: string) => {
    const verdict = random.chance(75) ? 'accepted' : random.chance(60) ? 'failed' : 'waived'
    const actor = verdict === 'waived' ? who.supervisor : who.documents
    const note = verdict === 'waived' ? 'با نامهٔ رسمی' : null
    documents.decide(actor, { appointmentId: id, item, verdict, reasonCode: 'absent', note })
  }
  switch (state) {
    case 'booked':
    case 'cancelled':
      if (random.chance(80))
        visits.checkIn(random.chance(80) ? who.reception : who.supervisor, id, 'با هماهنگی')
      else visits.markNoShow(who.supervisor, id)
      return
    case 'arrived':
      if (random.chance(10)) visits.undoCheckIn(who.reception, id, 'اشتباه شد')
      else if (random.chance(15))
        documents.correct(who.documents, id, 'mobile', `0935508${1000 + random.below(9000)}`)
      else if (random.chance(25)) documents.conclude(who.documents, id)
      else if (random.chance(50)) decide(random.pick(items))
      else {
        // The whole list at once, as a quick clerk does.
        for (const item of items) decide(item)
        documents.conclude(who.documents, id)
      }
      return
    case 'documents_incomplete':
      if (random.chance(60)) visits.recordReturn(who.reception, id)
      else decide(random.pick(items))
      return
    case 'documents_complete':
    case 'served':
      visits.serve(who.documents, id)
      return
    case 'no_show':
      if (random.chance(50)) visits.reverseNoShow(who.supervisor, id, 'عذر موجه')
      else visits.checkIn(who.reception, id, null)
  }
}

/** Calls the next, or does something with who is at a desk, or was when the clerk looked. */
function moveQueue({ queue }: Desk, random: Random, clerk: UserActor): void {
  const { atDesk, waiting } = queue.get()
  const somebody = random.pick([...atDesk, ...waiting.slice(0, 3)] as [QueueEntry, ...QueueEntry[]])
  const desk = 1 + random.below(3)
  if (!somebody || random.chance(40)) queue.callNext(clerk, desk)
  else if (random.chance(20)) queue.call(clerk, somebody.id, desk)
  else if (random.chance(30)) queue.recall(clerk, somebody.id)
  else if (random.chance(50)) queue.skip(clerk, somebody.id)
  else queue.handOver(clerk, somebody.id, random.chance(50) ? desk : null, 'اصل شناسنامه نزد من است')
}

/** Somebody comes without an appointment; not everybody who says so is registered. */
function takeIn({ desk, random, ...seat }: Seat, clerk: UserActor, supervisor: UserActor): void {
  // Mostly of this office, and mostly somebody without an appointment.
  const office = random.chance(85) ? seat.office : 1 - seat.office
  const numbers = numbersOf(seat.schedule, office).slice(
    random.chance(80) ? booked.today + booked.tomorrow : 0,
  )
  const somebody = person(numbers[random.below(numbers.length)] ?? 0)
  const { nationalCode, trackingCode, ...details } = somebody.applicant
  const wrong = random.chance(15)
  desk().walkIns.admit(random.chance(80) ? clerk : supervisor, {
    nationalCode,
    trackingCode: wrong ? '1234567890' : trackingCode,
    details: { ...details, requestKind: 'first_issue' },
    overCapacity: null,
    checkIn: random.chance(70),
  })
}

function atTheTray({ tray }: Desk, random: Random, supervisor: UserActor): void {
  const entries = tray.list()
  const entry = entries[random.below(entries.length)]
  if (!entry) return
  if (random.chance(50)) tray.retry(supervisor, entry.event.eventId)
  else tray.withdraw(supervisor, entry.event.eventId, 'نظر سامانهٔ مرکزی درست است')
}

/** What the citizen or an operator does at the central side; `known` are appointments that somebody has. */
export function centralAction(random: Random, schedule: number, known: readonly string[]): CentralAction {
  const appointmentId = known[random.below(known.length)] ?? ''
  const office = random.below(offices.length)
  const roll = random.below(100)
  if (roll < 45) return { do: 'cancel', appointmentId }
  if (roll < 65) return { do: 'move', appointmentId, office }
  if (roll < 85)
    return {
      do: 'book',
      who: random.pick(numbersOf(schedule, random.below(offices.length)) as [number]),
      office,
    }
  return { do: roll < 95 ? 'close' : 'reopen', office }
}
