import { describe, expect, it } from 'vitest'
import {
  appointment,
  central,
  day,
  event,
  items,
  nextDay,
  receptionist,
  rules,
} from '#tests/support/domain-fixtures.ts'
import type { Appointment } from './appointment.ts'
import type { AppointmentEvent } from './event.ts'
import { reduce } from './reduce.ts'
import type { RefusalCode } from './refusal.ts'

const arrived = appointment({
  state: 'arrived',
  queueNumber: 7,
  arrivedOn: day,
  arrivedAt: `${day}T06:50:00.000Z`,
})
const call = (desk = 3) => event('called', { desk, outOfTurn: false })
const recall = () => event('recalled', {})
const skip = () => event('call_skipped', {})
const handOver = (desk: number | null = 5) => event('handed_over', { desk, note: 'اصل شناسنامه نزد من است' })

function worked(start: Appointment, ...events: AppointmentEvent[]): Appointment {
  return events.reduce((before, next) => {
    const result = reduce(before, next, rules)
    if (!result.ok) throw new Error(`${next.type}: ${result.refusal.code}`)
    return result.value
  }, start)
}

describe('what a call makes of a visit', () => {
  it('the state stays, the desk and who called are known', () => {
    const called = call()
    const result = worked(arrived, called)
    expect(result).toMatchObject({
      state: 'arrived',
      turn: { atDesk: true, skips: 0, call: { desk: 3, by: called.actor, eventId: called.id, recalls: 0 } },
    })
  })

  it('a recall counts, and only moves what is newest', () => {
    const [called, again] = [call(), recall()]
    expect(worked(arrived, called, again).turn?.call).toMatchObject({
      eventId: called.id,
      newestId: again.id,
      recalls: 1,
    })
  })

  it('a skip leads back into the line, counted; the next call may be at another desk', () => {
    const skipped = skip()
    const back = worked(arrived, call(3), skipped)
    expect(back.turn).toMatchObject({ atDesk: false, skips: 1, skipId: skipped.id })
    expect(worked(back, call(4)).turn).toMatchObject({ atDesk: true, skips: 1, call: { desk: 4 } })
  })

  it('a hand-over names the desk that goes on, and forgets skips', () => {
    expect(worked(arrived, call(), skip(), call(), handOver()).turn).toMatchObject({
      atDesk: false,
      skips: 0,
      skipId: null,
      handedTo: { desk: 5, note: 'اصل شناسنامه نزد من است' },
    })
  })

  it('whose documents are complete stays at the desk until served; who is sent away leaves it', () => {
    const decided = items.map(({ key }) =>
      event('document_decided', { item: key, verdict: 'accepted', reasonCode: null, note: null }),
    )
    const complete = worked(
      arrived,
      call(),
      ...decided,
      event('documents_concluded', { outcome: 'complete' }),
    )
    expect(complete.turn).toMatchObject({ atDesk: true, completeAt: expect.any(String) })
    expect(worked(complete, event('served', {})).turn).toMatchObject({ atDesk: false, handedTo: null })
    const sentAway = worked(arrived, call(), event('documents_concluded', { outcome: 'incomplete' }))
    expect(sentAway.turn?.atDesk).toBe(false)
    const back = worked(sentAway, event('returned', {}))
    expect(back.turn).toMatchObject({ returnedAt: expect.any(String), atDesk: false, skips: 0 })
  })

  it('an arrival that is taken back leaves nothing of the queue but that it was a walk-in', () => {
    const undone = event('check_in_undone', { reason: 'اشتباه شد' })
    expect(worked(arrived, call(), undone)).not.toHaveProperty('turn')
    const walkIn = worked(arrived, call())
    const { turn } = walkIn
    if (!turn) throw new Error('called, and no turn')
    expect(worked({ ...walkIn, turn: { ...turn, walkIn: true } }, undone).turn).toMatchObject({
      walkIn: true,
      call: null,
      atDesk: false,
    })
  })
})

describe('what is refused', () => {
  it.each<[string, RefusalCode, Appointment, AppointmentEvent]>([
    ['a call of somebody who has not come', 'transition_not_allowed', appointment(), call()],
    ['a call of somebody at a desk', 'already_called', worked(arrived, call()), call(4)],
    ['a recall without a call', 'not_called', arrived, recall()],
    ['a recall after a skip', 'not_called', worked(arrived, call(), skip()), recall()],
    ['a skip without a call', 'not_called', arrived, skip()],
    ['a hand-over without a call', 'not_called', arrived, handOver()],
    [
      'a call on another day',
      'not_same_day',
      arrived,
      event('called', { desk: 1, outOfTurn: false }, { deviceTime: nextDay }),
    ],
    [
      'a call by reception',
      'role_not_allowed',
      arrived,
      event('called', { desk: 1, outOfTurn: false }, { actor: receptionist }),
    ],
    [
      'a call by the central side',
      'role_not_allowed',
      arrived,
      event('called', { desk: 1, outOfTurn: false }, { actor: central }),
    ],
  ])('%s: %s', (_title, code, before, act) => {
    const result = reduce(before, act, rules)
    expect(result.ok ? null : result.refusal.code).toBe(code)
  })

  it('a second call says who called, when, and to which desk', () => {
    const first = call(3)
    const result = reduce(worked(arrived, first), call(4), rules)
    expect(result).toMatchObject({
      refusal: { code: 'already_called', desk: 3, by: first.actor, at: first.deviceTime },
    })
  })
})
