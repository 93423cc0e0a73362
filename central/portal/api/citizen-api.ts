import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract'
import type { CitizenContract, Credentials } from '#shared/contract/citizen.ts'
import { get, post } from './request.ts'

/*
 * The citizen's endpoints as the contract types them; nothing of the contract itself comes into the page
 * (docs/decisions/0067). Whatever is of a person travels in bodies.
 */

type Inputs = InferContractRouterInputs<CitizenContract>
type Outputs = InferContractRouterOutputs<CitizenContract>

const query = (values: Readonly<Record<string, string | undefined>>) => {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

export const registerCitizen = (input: Inputs['registrations']['create']) =>
  post<Outputs['registrations']['create']>('/v1/registrations', input)

export const recoverTrackingCode = (input: Inputs['trackingCodes']['recover']) =>
  post<Outputs['trackingCodes']['recover']>('/v1/tracking-codes/recover', input)

export const askStatus = (credentials: Credentials, signal?: AbortSignal) =>
  post<Outputs['status']>('/v1/status', credentials, signal)

export const listOffices = (place: Inputs['offices']['list'], signal?: AbortSignal) =>
  get<Outputs['offices']['list']>(`/v1/offices${query(place)}`, signal)

export const listSlots = ({ officeId, ...span }: Inputs['offices']['slots'], signal?: AbortSignal) =>
  get<Outputs['offices']['slots']>(`/v1/offices/${encodeURIComponent(officeId)}/slots${query(span)}`, signal)

export const bookAppointment = (input: Inputs['appointments']['book']) =>
  post<Outputs['appointments']['book']>('/v1/appointments', input)

/** The address holds the appointment's id, which tells nothing of the person. */
export const changeAppointment = ({ id, ...input }: Inputs['appointments']['change']) =>
  post<Outputs['appointments']['change']>(`/v1/appointments/${encodeURIComponent(id)}/change`, input)

export const cancelAppointment = ({ id, ...input }: Inputs['appointments']['cancel']) =>
  post<Outputs['appointments']['cancel']>(`/v1/appointments/${encodeURIComponent(id)}/cancel`, input)
