import type { CitizenAppointment, Credentials } from '#shared/contract/citizen.ts'
import { emptyRegistrationForm, type RegistrationDetails } from '#shared/domain/registration-form.ts'
import { office } from '../../transport/office-client.ts'
import type { Problem } from '../../transport/problem.ts'
import { ask, clearService, type Outcome, patch, showService, useServices } from './services-store.ts'

const refusalOf = (problem: Problem) => (problem.kind === 'central_refused' ? problem.refusal : null)

/** Registers a citizen; the form is let go only when the tracking code is there. */
export function register(details: RegistrationDetails): Promise<void> {
  return ask(
    'register',
    () => office().citizen.register(details),
    ({ trackingCode }) => {
      const { nationalCode, firstName, lastName } = details
      const registered = { name: `${firstName} ${lastName}`, credentials: { nationalCode, trackingCode } }
      return { form: emptyRegistrationForm, attempted: false, refused: {}, registered }
    },
    (problem) => patch('register', { refused: refusalOf(problem)?.fields ?? {} }),
  )
}

/** Looks for the citizen who is to book. */
export function findForBooking(credentials: Credentials): Promise<void> {
  return ask(
    'booking',
    () => office().citizen.status(credentials),
    (status) => ({ person: { credentials, status }, isChanging: false, outcome: null }),
  )
}

/** After these the screen's picture of the person is old. */
const personChanged: ReadonlySet<string> = new Set([
  'ALREADY_BOOKED',
  'BOOKING_BANNED',
  'REGISTRATION_COMPLETED',
  'NOT_CHANGEABLE',
])

/** Asks again how the person stands and shows the days anew; the problem that made it necessary stays to be read. */
async function refreshBooking(problem: Problem): Promise<void> {
  const { person, days, place } = useServices.getState().booking
  const code = refusalOf(problem)?.code
  if (code === undefined || person === null) return
  patch('booking', { days: days + 1, place: place && { ...place, slot: null } })
  if (!personChanged.has(code)) return
  await findForBooking(person.credentials)
  if (useServices.getState().booking.problem === null) patch('booking', { problem })
}

function takeOutcome(kind: Outcome['kind']) {
  return (appointment: CitizenAppointment) => ({
    outcome: { kind, appointment },
    isChanging: false,
    place: null,
  })
}

/** Books the slot, or moves the appointment there is to it. */
export function book(place: { officeId: string; date: string; slot: string }): Promise<void> {
  const { person, isChanging } = useServices.getState().booking
  if (!person) return Promise.resolve()
  const { credentials, status } = person
  const replaced = isChanging ? status.appointment : null
  return ask(
    'booking',
    () =>
      replaced
        ? office().citizen.change({ ...credentials, ...place, id: replaced.id })
        : office().citizen.book({ ...credentials, ...place }),
    takeOutcome(replaced ? 'changed' : 'booked'),
    (problem) => void refreshBooking(problem),
  )
}

export function cancelAppointment(): Promise<void> {
  const { person } = useServices.getState().booking
  const appointment = person?.status.appointment
  if (!person || !appointment) return Promise.resolve()
  return ask(
    'booking',
    () => office().citizen.cancel({ ...person.credentials, id: appointment.id }),
    takeOutcome('cancelled'),
    (problem) => void refreshBooking(problem),
  )
}

/** @param birthDate ISO civil date */
export function recover(nationalCode: string, birthDate: string): Promise<void> {
  return ask(
    'recovery',
    () => office().citizen.recover({ nationalCode, birthDate }),
    ({ trackingCode }) => ({ answer: { nationalCode, trackingCode } }),
  )
}

export function showStatus(credentials: Credentials): Promise<void> {
  return ask(
    'status',
    () => office().citizen.status(credentials),
    (status) => ({ person: { credentials, status } }),
  )
}

/** Goes on with a citizen whose credentials are known: nobody types them twice. */
export function continueWith(service: 'booking' | 'status', credentials: Credentials): void {
  clearService(service, { typed: credentials })
  showService(service)
  void (service === 'booking' ? findForBooking(credentials) : showStatus(credentials))
}

/** The code is forgotten: recovery, with what has been typed already. */
export function continueToRecovery(typed: { nationalCode: string; birthDate: string }): void {
  clearService('recovery', typed)
  showService('recovery')
}
