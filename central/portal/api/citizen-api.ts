import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract'
import type { CitizenContract, Credentials } from '#shared/contract/citizen.ts'
import { measureClock } from '../app/today.ts'
import { offline, type Problem, readProblem, serverFailed } from './problem.ts'

/*
 * The citizen's endpoints as the contract types them; nothing of the contract itself comes into the page
 * (docs/decisions/0067). Whatever is of a person travels in bodies.
 */

type Inputs = InferContractRouterInputs<CitizenContract>
type Outputs = InferContractRouterOutputs<CitizenContract>

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem }

const patienceMs = 20_000

async function ask<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  const patience = AbortSignal.timeout(patienceMs)
  const signal = init.signal ? AbortSignal.any([init.signal, patience]) : patience
  let response: Response
  try {
    response = await fetch(path, { ...init, signal, credentials: 'omit', cache: 'no-store' })
  } catch {
    return { ok: false, problem: offline }
  }
  measureClock(response.headers.get('date'))
  if (!response.ok) return { ok: false, problem: await readProblem(response) }
  try {
    return { ok: true, value: (await response.json()) as T }
  } catch {
    return { ok: false, problem: serverFailed }
  }
}

const get = <T>(path: string, signal?: AbortSignal) => ask<T>(path, signal ? { signal } : {})

const post = <T>(path: string, body: unknown, signal?: AbortSignal) =>
  ask<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  })

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
