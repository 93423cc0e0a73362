import { create } from 'zustand'
import type { CitizenAppointment, CitizenStatus, Credentials } from '#shared/contract/citizen.ts'
import {
  emptyRegistrationForm,
  type RegistrationErrors,
  type RegistrationForm,
} from '#shared/domain/registration-form.ts'
import { whenAnotherUserSignsIn } from '../../stores/other-user.ts'
import { endSession } from '../../stores/session.ts'
import { isSignInRequired, type Problem, problemOf } from '../../transport/problem.ts'

export const services = ['register', 'booking', 'recovery', 'status'] as const
export type Service = (typeof services)[number]

/** One question at a time is under way for each service; what went wrong with the last one stands until the next. */
type Asking = { busy: boolean; problem: Problem | null }

/** Somebody the central system knows, by the credentials that it took. */
export type Person = { credentials: Credentials; status: CitizenStatus }

export type Place = {
  province: string
  city: string
  officeId: string | null
  date: string | null
  slot: string | null
}

export type Outcome = { kind: 'booked' | 'changed' | 'cancelled'; appointment: CitizenAppointment }

export type Registered = { name: string; credentials: Credentials }

export type ServiceStates = {
  register: Asking & {
    form: RegistrationForm
    /** It was to be sent: what is missing is an error from here on. */
    attempted: boolean
    /** What the central system found wrong with a field that looks right from here. */
    refused: RegistrationErrors
    registered: Registered | null
  }
  booking: Asking & {
    typed: Credentials
    person: Person | null
    /** The appointment there is gives way to the one that is being chosen. */
    isChanging: boolean
    /** Null is this office, no day yet. */
    place: Place | null
    /** Steps when the days on the screen are known to be old. */
    days: number
    outcome: Outcome | null
  }
  recovery: Asking & {
    nationalCode: string
    birthDate: string
    answer: { nationalCode: string; trackingCode: string | null } | null
  }
  status: Asking & { typed: Credentials; person: Person | null }
}

const idle = { busy: false, problem: null } as const
const noCredentials: Credentials = { nationalCode: '', trackingCode: '' }

const beginnings: ServiceStates = {
  register: { ...idle, form: emptyRegistrationForm, attempted: false, refused: {}, registered: null },
  booking: {
    ...idle,
    typed: noCredentials,
    person: null,
    isChanging: false,
    place: null,
    days: 0,
    outcome: null,
  },
  recovery: { ...idle, nationalCode: '', birthDate: '', answer: null },
  status: { ...idle, typed: noCredentials, person: null },
}

/**
 * What has been typed and found for the citizen at the desk, by service. It outlives a lost line, another place of the
 * rail and a scan in the middle of a word; gone when it is done, cleared by hand, or another user signs in.
 */
export const useServices = create<{ service: Service } & ServiceStates>()(() => ({
  service: 'register',
  ...beginnings,
}))

export function showService(service: Service): void {
  useServices.setState({ service })
}

export function patch<S extends Service>(service: S, part: Partial<ServiceStates[S]>): void {
  useServices.setState((store) => ({ [service]: { ...store[service], ...part } }))
}

/** A service's turn changes when it begins anew: an answer to a question of before is nobody's any more. */
const turns: Record<Service, number> = { register: 0, booking: 0, recovery: 0, status: 0 }

/** Begins a service anew, with nothing of what was typed. */
export function clearService<S extends Service>(service: S, part: Partial<ServiceStates[S]> = {}): void {
  turns[service] += 1
  patch(service, { ...beginnings[service], ...part })
}

/** The next citizen: nothing of the one before stays in any service. */
export function clearServices(): void {
  for (const service of services) clearService(service)
}

/** Asks for a service, unless it is being asked already; `take` puts the answer into its state. */
export async function ask<S extends Service, T>(
  service: S,
  call: () => Promise<T>,
  take: (answer: T) => Partial<ServiceStates[S]>,
  otherwise: (problem: Problem) => void = () => {},
): Promise<void> {
  if (useServices.getState()[service].busy) return
  const turn = turns[service]
  const settle = (part: Partial<ServiceStates[S]>) => {
    if (turn === turns[service]) patch(service, { ...part, busy: false })
  }
  patch(service, { busy: true, problem: null } as Partial<ServiceStates[S]>)
  try {
    settle(take(await call()))
  } catch (error) {
    const problem = problemOf(error)
    settle({ problem } as Partial<ServiceStates[S]>)
    if (isSignInRequired(problem)) endSession()
    if (turn === turns[service]) otherwise(problem)
  }
}

/** Whether something stands in a service that nobody has brought to its end. */
export function hasDraft(service: Service, { register, booking, recovery, status }: ServiceStates): boolean {
  const isTyped = ({ nationalCode, trackingCode }: Credentials) => nationalCode !== '' || trackingCode !== ''
  switch (service) {
    case 'register':
      return Object.values(register.form).some((text) => text !== '')
    case 'booking':
      return booking.outcome === null && (booking.person !== null || isTyped(booking.typed))
    case 'recovery':
      return recovery.answer === null && (recovery.nationalCode !== '' || recovery.birthDate !== '')
    case 'status':
      return status.person === null && isTyped(status.typed)
  }
}

whenAnotherUserSignsIn(clearServices)
