import type { CitizenAppointment } from '#shared/contract/citizen.ts'
import { fill, useLanguage, useTexts } from '../app/texts.ts'
import { now } from '../app/today.ts'
import { calendarFile } from './calendar-file.ts'

/** Saves the appointment as a file that calendars open. */
export function useCalendarFile(appointment: CitizenAppointment): () => void {
  const { slip, bring, shell } = useTexts()
  const language = useLanguage()
  return () => {
    const { office } = appointment
    const things = appointment.bring.map(({ title }) => title[language]).join(shell.comma)
    const text = calendarFile({
      appointmentId: appointment.id,
      date: appointment.date,
      time: appointment.slot,
      summary: fill(slip.summary, { office: office.name }),
      location: office.address,
      description: `${bring.title}: ${things}`,
      reminder: slip.reminder,
      now: now(),
    })
    const address = URL.createObjectURL(new Blob([text], { type: 'text/calendar;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = address
    link.download = `${slip.calendarName}.ics`
    link.click()
    // The download has its own hold on the blob once it has begun.
    setTimeout(() => URL.revokeObjectURL(address), 10_000)
  }
}
