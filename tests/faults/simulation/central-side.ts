import type { Appointment } from '#shared/domain/appointment.ts'
import type { AppointmentEvent, OfficeEvent } from '#shared/domain/event.ts'

/** A request as it comes out of the network at the central system. */
export type Asked = {
  method: string
  url: URL
  headers: Record<string, string>
  body: string | Uint8Array<ArrayBuffer> | null
}
export type Answered = { status: number; headers: Record<string, string>; body: string }

/** An event of a device as the central system has recorded it. */
export type RecordedThere = {
  event: OfficeEvent
  status: 'applied' | 'rejected'
  code: string | null
  hash: string
}

/** What the central side does of its own accord. */
export type CentralAction =
  | { do: 'cancel'; appointmentId: string }
  | { do: 'book'; who: number; office: number }
  /** It is cancelled here and booked there, as `appointment move` does. */
  | { do: 'move'; appointmentId: string; office: number }
  /** A day on which the office is closed: who became a no-show on it is none. */
  | { do: 'close' | 'reopen'; office: number }

/** The central system as the simulation meets it. */
export type CentralSide = {
  ask(asked: Asked): Promise<Answered> | Answered
  /** A schedule begins: its people are registered, and some of them have booked. */
  begin(schedule: number): Promise<void> | void
  /** What the rules refuse changes nothing. */
  act(action: CentralAction): Promise<void> | void
  appointmentsOf(office: number): Promise<Appointment[]> | Appointment[]
  /** Everything that an office's device has sent, in the order in which it was recorded. */
  logOf(office: number): Promise<RecordedThere[]> | RecordedThere[]
  /** Every applied event of an office's appointments, of both sides, in the central system's order. */
  historyOf(office: number): Promise<AppointmentEvent[]> | AppointmentEvent[]
  /** Tokens are worth nothing any more. */
  forgetTokens(): void
  /** Told when there is news for an office. */
  onNews(listener: (office: number) => void): void
  /** What it holds beside memory is given back. */
  close?(): Promise<void>
}
