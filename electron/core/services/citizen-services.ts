import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract'
import { citizenContract } from '#shared/contract/citizen.ts'
import type { CitizenServicesContract } from '#shared/contract/citizen-services.ts'
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
  const { registrations, trackingCodes, status, offices, appointments } = citizenContract
  return {
    register: (input) => ask(registrations.create, input),
    recover: (input) => ask(trackingCodes.recover, input),
    status: (input) => ask(status, input),
    offices: (input) => ask(offices.list, input),
    slots: (input) => ask(offices.slots, input),
    book: async (input) => thenPull(await ask(appointments.book, input)),
    change: async (input) => thenPull(await ask(appointments.change, input)),
    cancel: async (input) => thenPull(await ask(appointments.cancel, input)),
  }
}
