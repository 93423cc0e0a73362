import { useState } from 'react'
import type { CitizenAppointment, CitizenStatus, Credentials } from '#shared/contract/citizen.ts'
import type { Problem } from '../api/problem.ts'
import { forgetCitizen, useCitizen } from '../app/citizen.ts'
import { Page } from '../app/page.tsx'
import { goTo } from '../app/route.ts'
import { fill, useTexts } from '../app/texts.ts'
import { today } from '../app/today.ts'
import { Ban } from '../design/ban.tsx'
import { Button } from '../design/button.tsx'
import { Notice } from '../design/notice.tsx'
import { Trouble } from '../design/trouble.tsx'
import { AppointmentPage } from './appointment-page.tsx'
import { Choosing } from './choosing.tsx'
import { standingOf } from './standing.ts'

export type BookingNews = 'booked' | 'changed' | 'cancelled'

type BookingProps = { credentials: Credentials; status: CitizenStatus; reload: () => void }

/** The appointment that there is, or the way to one. */
export function Booking({ credentials, status, reload }: BookingProps) {
  const { booking } = useTexts()
  const [news, setNews] = useState<BookingNews | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [changing, setChanging] = useState(false)
  const standing = standingOf(status, today())

  const settle = (appointment: CitizenAppointment, what: BookingNews) => {
    useCitizen.setState({
      status: { ...status, appointment, stage: what === 'cancelled' ? 'cancelled' : 'booked' },
    })
    setNews(what)
    setProblem(null)
    setChanging(false)
  }
  /** What no other slot would mend: the citizen's own state is another than was thought. */
  const refuse = (refused: Problem) => {
    setChanging(false)
    setNews(null)
    if (refused.code === 'CREDENTIALS_UNKNOWN') forgetCitizen()
    else if (refused.code === 'BOOKING_BANNED' && refused.bookableFrom !== undefined) {
      useCitizen.setState({ status: { ...status, bookableFrom: refused.bookableFrom } })
    } else {
      setProblem(refused)
      reload()
    }
  }

  if (standing === 'completed') return <NoneNeeded />
  if (standing === 'live' && status.appointment && !changing) {
    return (
      <AppointmentPage
        credentials={credentials}
        appointment={status.appointment}
        news={news}
        problem={problem}
        onChange={() => setChanging(true)}
        onCancelled={(appointment) => settle(appointment, 'cancelled')}
        onRefused={refuse}
      />
    )
  }
  if (standing === 'banned' && status.bookableFrom !== null) {
    return (
      <Page title={booking.title}>
        <Ban bookableFrom={status.bookableFrom} />
      </Page>
    )
  }
  if (news === 'cancelled') return <Cancelled onAnew={() => setNews(null)} />
  return (
    <Choosing
      credentials={credentials}
      lead={changing ? booking.helloChange : fill(booking.hello, { name: status.firstName })}
      replacing={changing ? status.appointment : null}
      trouble={problem && <Trouble problem={problem} />}
      onKeep={() => setChanging(false)}
      onBooked={(appointment) => settle(appointment, changing ? 'changed' : 'booked')}
      onRefused={refuse}
    />
  )
}

function NoneNeeded() {
  const { booking, appointment, menu } = useTexts()
  return (
    <Page title={booking.title}>
      <Notice kind="info" title={appointment.completedTitle}>
        <p>{appointment.completed}</p>
      </Notice>
      <Button className="self-start" onClick={() => goTo('status')}>
        {menu.status}
      </Button>
    </Page>
  )
}

function Cancelled({ onAnew }: { onAnew: () => void }) {
  const { booking, appointment } = useTexts()
  return (
    <Page title={appointment.cancelledNow} lead={appointment.cancelledHint}>
      <Button variant="primary" className="self-start" onClick={onAnew}>
        {booking.title}
      </Button>
    </Page>
  )
}
