import type { Credentials } from '#shared/contract/citizen.ts'
import { useCitizen } from '../app/citizen.ts'
import { Page } from '../app/page.tsx'
import { useTexts } from '../app/texts.ts'
import { useStatus } from '../app/use-status.ts'
import { Loading } from '../design/loading.tsx'
import { Trouble } from '../design/trouble.tsx'
import { Identify } from '../identify/identify.tsx'
import { Booking } from './booking.tsx'

/** Booking for whoever has registered or signs in here. */
export function BookingPage() {
  const { booking } = useTexts()
  const credentials = useCitizen((citizen) => citizen.credentials)
  return credentials ? <BookingOf credentials={credentials} /> : <Identify title={booking.title} />
}

function BookingOf({ credentials }: { credentials: Credentials }) {
  const { booking } = useTexts()
  const { status, problem, reload } = useStatus(credentials)
  if (status) return <Booking credentials={credentials} status={status} reload={reload} />
  return (
    <Page title={booking.title}>
      {problem ? <Trouble problem={problem} onRetry={reload} /> : <Loading />}
    </Page>
  )
}
