import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract'
import { citizenContract } from '#shared/contract/citizen.ts'
import type { CitizenServicesContract } from '#shared/contract/citizen-services.ts'
import { CentralFailure } from '../sync/central-failure.ts'
import type { AskCentral } from '../sync/citizen-client.ts'

type Inputs = InferContractRouterInputs<CitizenServicesContract>
type Outputs = InferContractRouterOutputs<CitizenServicesContract>

/**
 * «خدمات متقاضی»: passes a clerk's question for a citizen on to the central system. Nothing of it is kept in the office:
 * an appointment that comes of it arrives with the pull, like any other.
 */
export type CitizenServices = {
  [Service in keyof CitizenServicesContract]: (input: Inputs[Service]) => Promise<Outputs[Service]>
}

export function createCitizenServices({
  ask,
  sync,
}: {
  ask: AskCentral
  sync: { syncNow(): Promise<unknown> }
}): CitizenServices {
  /** The news stream brings it too; where that is broken nobody should have to wait for the next turn. */
  const thenPull = <T>(appointment: T): T => {
    void sync.syncNow()
    return appointment
  }
  /** Whoever finds the line dead tells the sync at once, so that the frame says so and not half a minute later. */
  const overTheLine = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer
    } catch (error) {
      if (error instanceof CentralFailure) void sync.syncNow().catch(() => {})
      throw error
    }
  }
  const { registrations, trackingCodes, status, offices, appointments } = citizenContract
  return {
    register: (input) => overTheLine(ask(registrations.create, input)),
    recover: (input) => overTheLine(ask(trackingCodes.recover, input)),
    status: (input) => overTheLine(ask(status, input)),
    offices: (input) => overTheLine(ask(offices.list, input)),
    slots: (input) => overTheLine(ask(offices.slots, input)),
    book: async (input) => thenPull(await overTheLine(ask(appointments.book, input))),
    change: async (input) => thenPull(await overTheLine(ask(appointments.change, input))),
    cancel: async (input) => thenPull(await overTheLine(ask(appointments.cancel, input))),
  }
}
