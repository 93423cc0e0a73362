import { beforeEach, expect, it, vi } from 'vitest'
import { receive } from '#renderer/stores/live.ts'
import { replaceOfficeClient } from '#renderer/transport/office-client.ts'
import { demoAppointments } from '#tests/support/demo-day.ts'
import { demoUser, officeClientDouble } from '#tests/support/office-client-double.ts'
import { askAhead, askForVisit } from './ask-ahead.ts'

const [one, other] = demoAppointments(2)
let double: ReturnType<typeof officeClientDouble>
const questions = () => double.calls.filter((call) => call === 'visit.get').length

if (!one || !other) throw new Error('no appointments')

beforeEach(() => {
  double = officeClientDouble({ appointments: [one, other], user: demoUser })
  replaceOfficeClient(double.client)
})

it('asks once for a visit that is asked for ahead and then shown, and anew the next time', async () => {
  askAhead(one.id)
  expect((await askForVisit(one.id)).appointment.id).toBe(one.id)
  expect(questions()).toBe(1)
  await askForVisit(one.id)
  expect(questions()).toBe(2)
})

it('asks anew for another, and when a notice of a change came meanwhile', async () => {
  askAhead(one.id)
  expect((await askForVisit(other.id)).appointment.id).toBe(other.id)
  askAhead(one.id)
  receive({ kind: 'papers', appointmentId: one.id, date: one.date })
  await askForVisit(one.id)
  expect(questions()).toBe(4)
})

it('does not show what was asked long ago', async () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(0)
  askAhead(one.id)
  now.mockReturnValue(1_500)
  await askForVisit(one.id)
  now.mockRestore()
  expect(questions()).toBe(2)
})
