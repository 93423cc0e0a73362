import { expect, it } from 'vitest'
import type { CitizenAppointment, CitizenStatus } from '#shared/contract/citizen.ts'
import { isChangeable, standingOf } from './standing.ts'

const appointment: CitizenAppointment = {
  id: '01939c54-1111-7000-8000-000000000001',
  date: '2026-11-23',
  slot: '10:30',
  state: 'booked',
  requestKind: 'first_issue',
  office: {
    id: '01939c54-2222-7000-8000-000000000001',
    code: '72-104',
    name: 'دفتر',
    province: 'تهران',
    city: 'تهران',
    address: 'کارگر',
    areaCode: '021',
  },
  bring: [],
}
const status: CitizenStatus = {
  firstName: 'مریم',
  requestKind: 'first_issue',
  stage: 'booked',
  history: [],
  appointment,
  bookableFrom: null,
}
const today = '2026-11-22'

it('is live until its day has passed', () => {
  expect(standingOf(status, today)).toBe('live')
  expect(standingOf(status, '2026-11-23')).toBe('live')
  expect(standingOf(status, '2026-11-24')).toBe('free')
  expect(
    standingOf({ ...status, appointment: { ...appointment, state: 'documents_incomplete' } }, '2026-11-24'),
  ).toBe('free')
})

it('is free without an appointment and after a cancelled one', () => {
  expect(standingOf({ ...status, appointment: null }, today)).toBe('free')
  expect(standingOf({ ...status, appointment: { ...appointment, state: 'cancelled' } }, today)).toBe('free')
})

it('is banned up to the day on which booking is allowed again', () => {
  const missed = { ...status, stage: 'no_show', appointment: { ...appointment, state: 'no_show' as const } }
  expect(standingOf({ ...missed, bookableFrom: '2026-11-25' }, today)).toBe('banned')
  expect(standingOf({ ...missed, bookableFrom: '2026-11-25' }, '2026-11-25')).toBe('free')
})

it('needs no appointment any more once the office has served it', () => {
  const served = { ...appointment, state: 'served' as const }
  for (const stage of ['completed', 'under_review', 'ready', 'delivered']) {
    expect(standingOf({ ...status, stage, appointment: served }, today)).toBe('completed')
  }
})

it('can be changed until it begins', () => {
  expect(isChangeable(appointment, new Date('2026-11-23T06:59:59.000Z'))).toBe(true)
  expect(isChangeable(appointment, new Date('2026-11-23T07:00:00.000Z'))).toBe(false)
  expect(isChangeable({ ...appointment, state: 'arrived' }, new Date('2026-11-22T07:00:00.000Z'))).toBe(false)
})
