import { CalendarPlus, Printer } from 'lucide-react'
import { useState } from 'react'
import type { CitizenAppointment, Credentials } from '#shared/contract/citizen.ts'
import { cancelAppointment } from '../api/citizen-api.ts'
import type { Problem } from '../api/problem.ts'
import { Page } from '../app/page.tsx'
import { useTexts } from '../app/texts.ts'
import { now } from '../app/today.ts'
import { Button } from '../design/button.tsx'
import { ConfirmDialog } from '../design/confirm-dialog.tsx'
import { Trouble } from '../design/trouble.tsx'
import { Slip } from '../slip/slip.tsx'
import { useCalendarFile } from '../slip/use-calendar-file.ts'
import type { BookingNews } from './booking.tsx'
import { isChangeable } from './standing.ts'

type AppointmentPageProps = {
  credentials: Credentials
  appointment: CitizenAppointment
  /** What has just been done. */
  news: BookingNews | null
  problem: Problem | null
  onChange: () => void
  onCancelled: (appointment: CitizenAppointment) => void
  onRefused: (problem: Problem) => void
}

/** The appointment with its slip, and what can be done about it. */
export function AppointmentPage({
  credentials,
  appointment,
  news,
  problem,
  onChange,
  onCancelled,
  onRefused,
}: AppointmentPageProps) {
  const { appointment: texts, slip } = useTexts()
  const saveCalendarFile = useCalendarFile(appointment)
  const title = news === 'booked' || news === 'changed' ? texts[news] : texts.title
  return (
    <Page title={title}>
      {problem && (
        <div className="print:hidden">
          <Trouble problem={problem} />
        </div>
      )}
      <Slip appointment={appointment} credentials={credentials} />
      <div className="grid gap-3 sm:grid-cols-2 print:hidden">
        <Button variant="primary" icon={<Printer size={20} aria-hidden />} onClick={() => window.print()}>
          {slip.print}
        </Button>
        <Button icon={<CalendarPlus size={20} aria-hidden />} onClick={saveCalendarFile}>
          {slip.calendarFile}
        </Button>
        {isChangeable(appointment, now()) ? (
          <>
            <Button onClick={onChange}>{texts.change}</Button>
            <Cancelling
              credentials={credentials}
              appointment={appointment}
              onCancelled={onCancelled}
              onRefused={onRefused}
            />
          </>
        ) : (
          <p className="text-second sm:col-span-2">{texts.fixed}</p>
        )}
      </div>
    </Page>
  )
}

type CancellingProps = Pick<AppointmentPageProps, 'credentials' | 'appointment' | 'onCancelled' | 'onRefused'>

const passing = ['offline', 'server', 'TOO_MANY_REQUESTS']

function Cancelling({ credentials, appointment, onCancelled, onRefused }: CancellingProps) {
  const { appointment: texts } = useTexts()
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const cancel = async () => {
    setBusy(true)
    setProblem(null)
    const answer = await cancelAppointment({ ...credentials, id: appointment.id })
    setBusy(false)
    if (answer.ok) onCancelled(answer.value)
    else if (passing.includes(answer.problem.code)) setProblem(answer.problem)
    else onRefused(answer.problem)
  }
  return (
    <>
      <Button variant="danger" onClick={() => setAsked(true)}>
        {texts.cancel}
      </Button>
      {asked && (
        <ConfirmDialog
          title={texts.cancelQuestion}
          confirm={texts.cancelConfirm}
          keep={texts.keep}
          busy={busy}
          onConfirm={() => void cancel()}
          onKeep={() => {
            setAsked(false)
            setProblem(null)
          }}
        >
          <p>{texts.cancelDetail}</p>
          {problem && <Trouble problem={problem} />}
        </ConfirmDialog>
      )}
    </>
  )
}
