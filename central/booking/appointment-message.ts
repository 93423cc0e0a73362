import type { Appointment } from '#shared/domain/appointment.ts'
import { formatJalali } from '#shared/domain/jalali.ts'
import { requirementItems } from '#shared/domain/rules.ts'
import { formatTime } from '#shared/domain/tehran-time.ts'
import { message } from '#shared/i18n/fa/message.ts'
import { type CitizenMessage, fillMessage } from '../message-gateway.ts'
import type { UnderLock } from './under-lock.ts'

const texts = {
  appointment_booked: message.appointmentBooked,
  appointment_changed: message.appointmentChanged,
  appointment_cancelled: message.appointmentCancelled,
} as const
/** What a citizen is sent when an appointment was booked, changed or cancelled. */
export function appointmentMessage(
  kind: keyof typeof texts,
  appointment: Appointment,
  { facts: { office }, rules, registration }: UnderLock,
): CitizenMessage {
  const papers = (requirementItems(rules, appointment.requirementSet) ?? []).filter(
    (item) => item.kind === 'physical' && item.required,
  )
  const body = fillMessage(texts[kind], {
    date: formatJalali(appointment.date, 'full'),
    time: formatTime(appointment.slot),
    office: office.name,
    address: office.address,
    bring: papers.map(({ title }) => title.fa).join('، '),
  })
  return { mobile: registration.details.mobile, kind, body }
}
