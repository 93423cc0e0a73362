import { type EventResult, pushAnswerSchema } from '#shared/contract/central.ts'
import type { Appointment } from '#shared/domain/appointment.ts'
import type { OfficeEvent } from '#shared/domain/event.ts'
import { CentralDevice } from '#tests/support/central-device.ts'
import { wholeVisit } from '#tests/support/central-visits.ts'
import type { CentralPair } from './central-pair.ts'

const BATCH = 10

/** A device that works visits and sends their events through two processes, keeping what it was told of each. */
export class PushingDevice {
  readonly device: CentralDevice
  readonly written: OfficeEvent[] = []
  /** What the central system acknowledged, by event. */
  readonly acknowledged = new Map<string, EventResult>()
  readonly #pair: CentralPair

  private constructor(pair: CentralPair, device: CentralDevice) {
    this.#pair = pair
    this.device = device
  }

  static async activate(pair: CentralPair, activationCode: string): Promise<PushingDevice> {
    const device = await CentralDevice.activate(pair.urls[0], activationCode)
    await device.token()
    return new PushingDevice(pair, device)
  }

  /** Works the visits of these people and does not rest until all of it is acknowledged. */
  async work(appointments: readonly Appointment[], onAcknowledged: () => void): Promise<void> {
    const events = appointments.flatMap((appointment, index) =>
      wholeVisit(this.device, appointment, this.written.length + index + 1),
    )
    this.written.push(...events)
    for (let from = 0; from < events.length; from += BATCH) {
      await this.#send(events.slice(from, from + BATCH))
      onAcknowledged()
    }
  }

  async #send(batch: readonly OfficeEvent[]): Promise<void> {
    const response = await this.#pair.request('/v1/office/events', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await this.device.token()}` },
      body: JSON.stringify(this.device.signed(batch)),
    })
    if (!response.ok) throw new Error(`push answered ${response.status}: ${await response.text()}`)
    const { results, expectedSeq } = pushAnswerSchema.parse(await response.json())
    if (expectedSeq !== undefined || results.length !== batch.length)
      throw new Error('the batch was not taken in')
    for (const result of results) this.acknowledged.set(result.id, result)
  }
}
