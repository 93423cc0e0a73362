import { afterEach, beforeEach, expect, test } from 'vitest'
import { seedPassword, seedUsers } from '#tests/support/seed-store.ts'
import type { TestCore } from '#tests/support/test-core.ts'
import { openTestCore, refusalOf, signIn } from '#tests/support/test-core.ts'

let office: TestCore
beforeEach(() => {
  office = openTestCore({ appointments: 4 })
})
afterEach(() => office.close())

test('waiving needs another person than the one who decided, whatever roles one person holds', async () => {
  const everything = { ...seedUsers.madarek, roles: ['reception', 'documents', 'supervisor'] as const }
  office.store.users.put([{ ...everything, roles: [...everything.roles] }])
  const decider = await signIn(office.portDesk(), 'madarek')
  const appointmentId = office.seeded?.appointments[0]?.id ?? ''
  const item = 'postal_code'
  await decider.visit.checkIn({ appointmentId })
  await decider.documents.decide({ appointmentId, item, verdict: 'failed', reasonCode: 'absent' })
  const waive = { appointmentId, item, verdict: 'waived', note: 'نامهٔ ادارهٔ کل' } as const
  expect(await refusalOf(decider.documents.decide(waive))).toMatchObject({
    code: 'REFUSED',
    data: { code: 'waiver_by_same_person', by: { userId: seedUsers.madarek.id } },
  })
  // Neither deciding it once more nor signing in again makes another person of them.
  await decider.documents.decide({ appointmentId, item, verdict: 'accepted' })
  await decider.session.signOut()
  await decider.session.signIn({ username: seedUsers.madarek.username, password: seedPassword })
  expect(await refusalOf(decider.documents.decide(waive))).toMatchObject({
    data: { code: 'waiver_by_same_person' },
  })
  const supervisor = await signIn(office.portDesk(), 'masoul')
  const waived = await supervisor.documents.decide(waive)
  expect(waived.appointment.decisions).toMatchObject([
    { item, verdict: 'waived', by: { userId: seedUsers.masoul.id } },
  ])
})
