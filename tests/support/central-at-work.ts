import type { Appointment } from '#shared/domain/appointment.ts'
import { CentralDevice } from './central-device.ts'
import { appointmentsIn } from './central-visits.ts'
import { startTestCentral, type TestCentral } from './postgres.ts'

/** A central system with the demonstration's day, and ways to look at what a push has made of it. */
export type CentralAtWork = {
  central: TestCentral
  newDevice(): Promise<CentralDevice>
  /** A booked appointment of today, complete and valid, that no test has touched. */
  next(): Appointment
  rowOf(id: string): Promise<{ state: string; revision: number; body: Appointment } | undefined>
  officeRevision(): Promise<number>
}

export async function startCentralAtWork(): Promise<CentralAtWork> {
  const central = await startTestCentral({ seed: 'demo' })
  const newDevice = async () => {
    const answer = await fetch(`${central.url}/demo/activation-codes`, { method: 'POST' })
    const { activationCode } = (await answer.json()) as { activationCode: string }
    return CentralDevice.activate(central.url, activationCode)
  }
  const reader = await newDevice()
  const free = appointmentsIn((await reader.pull()).changes).filter(
    ({ date, applicant }) =>
      date === '2026-11-22' && applicant.landline !== null && !applicant.postalCode?.startsWith('02'),
  )
  return {
    central,
    newDevice,
    next() {
      const appointment = free.pop()
      if (!appointment) throw new Error('no appointments left')
      return appointment
    },
    async rowOf(id) {
      const { rows } = await central.pool.query<{ state: string; revision: number; body: Appointment }>(
        'SELECT state, revision, body FROM appointments WHERE id = $1',
        [id],
      )
      return rows[0]
    },
    async officeRevision() {
      const { rows } = await central.pool.query<{ revision: number }>(
        'SELECT revision FROM office_revisions WHERE office_id = $1',
        [reader.officeId],
      )
      return rows[0]?.revision ?? 0
    },
  }
}
