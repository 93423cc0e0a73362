import { useFormat } from '../app/format.ts'
import { fill, useTexts } from '../app/texts.ts'
import { Notice } from './notice.tsx'

/** After a missed appointment: from which day on booking is possible again, and the rule in its official words. */
export function Ban({ bookableFrom }: { bookableFrom: string }) {
  const { appointment } = useTexts()
  const { date } = useFormat()
  return (
    <Notice kind="warning" title={appointment.bannedTitle}>
      <p className="font-semibold">{fill(appointment.bannedUntil, { date: date(bookableFrom) })}</p>
      <p>{appointment.missed}</p>
      <p className="text-body">{appointment.bannedAppeal}</p>
    </Notice>
  )
}
