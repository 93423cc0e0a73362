import { describe, expect, it } from 'vitest'
import { deviceId, nextId, officeId, receptionist, supervisor } from '#tests/support/domain-fixtures.ts'
import { countStates, openDay, reduceDay, refusalToClose } from './day.ts'
import type { DayEvent } from './event.ts'
import { chainStart } from './event.ts'

const date = '2026-11-22'
const counts = countStates(['served', 'served', 'no_show'])

function dayEvent(type: DayEvent['type'], changes: Partial<Omit<DayEvent, 'type'>> = {}): DayEvent {
  return {
    id: nextId(),
    officeId,
    deviceId,
    deviceSeq: 1,
    actor: supervisor,
    deviceTime: '2026-11-22T11:00:00.000Z',
    clockOffsetMs: 0,
    previousHash: chainStart,
    appointmentId: null,
    type,
    payload: type === 'day_closed' ? { date, counts } : { date, reason: 'مراجعهٔ دیرهنگام' },
    ...changes,
  } as DayEvent
}

describe('a day of the office', () => {
  const closing = dayEvent('day_closed')
  const closed = () => {
    const result = reduceDay(openDay(officeId, date), closing)
    if (!result.ok) throw new Error(result.refusal.code)
    return result.value
  }

  it('is closed with its counts, by whom and when', () => {
    expect(closed().closed).toEqual({ by: supervisor, at: '2026-11-22T11:00:00.000Z', counts })
    expect(counts).toMatchObject({ served: 2, no_show: 1, booked: 0 })
  })
  it('is not closed twice, and a repeat of the same event changes nothing', () => {
    expect(reduceDay(closed(), dayEvent('day_closed'))).toMatchObject({
      ok: false,
      refusal: { code: 'day_already_closed', by: supervisor },
    })
    expect(reduceDay(closed(), closing)).toEqual({ ok: true, value: closed(), changed: false })
  })
  it('is reopened, and only when it was closed', () => {
    expect(reduceDay(closed(), dayEvent('day_reopened'))).toMatchObject({ ok: true, value: { closed: null } })
    expect(reduceDay(openDay(officeId, date), dayEvent('day_reopened'))).toMatchObject({
      refusal: { code: 'day_not_closed' },
    })
  })
  it('belongs to the supervisor and to its own date', () => {
    const byClerk = dayEvent('day_closed', { actor: receptionist })
    expect(reduceDay(openDay(officeId, date), byClerk)).toMatchObject({
      refusal: { code: 'role_not_allowed' },
    })
    expect(reduceDay(openDay(officeId, '2026-11-23'), closing)).toMatchObject({
      refusal: { code: 'wrong_appointment' },
    })
  })
  it('stays open while somebody who arrived waits for a conclusion', () => {
    expect(refusalToClose([{ state: 'arrived' }, { state: 'served' }, { state: 'arrived' }])).toEqual({
      code: 'day_has_undecided',
      count: 2,
    })
    expect(refusalToClose([{ state: 'documents_incomplete' }, { state: 'no_show' }])).toBeNull()
  })
})
