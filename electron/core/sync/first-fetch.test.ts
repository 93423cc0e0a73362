import { expect, it } from 'vitest'
import { seedAppointment, seedOffice, seedUsers } from '#tests/support/seed-store.ts'
import { sortPage } from './apply-page.ts'
import { countFetched } from './first-fetch.ts'
import { pulledPageSchema } from './pulled-page.ts'

const office = { entity: 'office', revision: 1, data: seedOffice }
const user = { entity: 'user', revision: 2, data: seedUsers.masoul }
const appointments = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({
    entity: 'appointment',
    revision: 3 + from + index,
    data: seedAppointment(from + index),
  }))

function read(changes: unknown[], total?: number) {
  const serverTime = '2026-11-22T06:52:00.000Z'
  const page = pulledPageSchema.parse({ changes, cursor: 'c', more: true, serverTime, total })
  return [page, sortPage(page.changes)] as const
}

it('adds up what the pages bring, and begins anew with a pull from the beginning', () => {
  const fetched = countFetched()
  expect(fetched.read()).toEqual({ people: 0, appointments: 0, received: 0, total: null })
  fetched.add(...read([office, user, ...appointments(0, 3)], 9), true)
  expect(fetched.read()).toEqual({ people: 1, appointments: 3, received: 5, total: 9 })
  const unknown = { entity: 'fee', revision: 40, data: {} }
  fetched.add(...read([...appointments(3, 6), unknown]), false)
  expect(fetched.read()).toEqual({ people: 1, appointments: 6, received: 9, total: 9 })
  fetched.add(...read([office]), true)
  expect(fetched.read()).toEqual({ people: 0, appointments: 0, received: 1, total: null })
})
