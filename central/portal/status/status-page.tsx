import { RotateCw } from 'lucide-react'
import type { CitizenStatus, Credentials } from '#shared/contract/citizen.ts'
import { useCitizen } from '../app/citizen.ts'
import { useFormat } from '../app/format.ts'
import { Page } from '../app/page.tsx'
import { goTo } from '../app/route.ts'
import { fill, useTexts } from '../app/texts.ts'
import { today } from '../app/today.ts'
import { useStatus } from '../app/use-status.ts'
import { standingOf } from '../booking/standing.ts'
import { Ban } from '../design/ban.tsx'
import { Button } from '../design/button.tsx'
import { Loading } from '../design/loading.tsx'
import { Trouble } from '../design/trouble.tsx'
import { Identify } from '../identify/identify.tsx'
import { Timeline, useStageName } from './timeline.tsx'

/** The state of issuance with its history, and the appointment. */
export function StatusPage() {
  const { status } = useTexts()
  const credentials = useCitizen((citizen) => citizen.credentials)
  return credentials ? <StatusOf credentials={credentials} /> : <Identify title={status.title} />
}

function StatusOf({ credentials }: { credentials: Credentials }) {
  const texts = useTexts()
  const { status, problem, reload } = useStatus(credentials, { fresh: true })
  if (problem || !status) {
    return (
      <Page title={texts.status.title}>
        {problem ? <Trouble problem={problem} onRetry={reload} /> : <Loading />}
      </Page>
    )
  }
  return (
    <Page title={texts.status.title} lead={fill(texts.status.of, { name: status.firstName })}>
      <Now status={status} />
      {status.bookableFrom !== null && <Ban bookableFrom={status.bookableFrom} />}
      <section aria-labelledby="history" className="flex flex-col gap-4">
        <h2 id="history" className="font-extrabold">
          {texts.status.history}
        </h2>
        <Timeline history={status.history} />
      </section>
      <AppointmentLine status={status} />
      <Button className="self-start" icon={<RotateCw size={18} aria-hidden />} onClick={reload}>
        {texts.status.refresh}
      </Button>
    </Page>
  )
}

function Now({ status }: { status: CitizenStatus }) {
  const texts = useTexts()
  const nameOf = useStageName()
  return (
    <dl className="grid gap-x-6 gap-y-3 rounded-l border border-line bg-surface px-4 py-4 sm:grid-cols-2">
      <div>
        <dt className="text-body text-second">{texts.status.now}</dt>
        <dd className="text-name font-extrabold">{nameOf(status.stage)}</dd>
      </div>
      <div>
        <dt className="text-body text-second">{texts.status.request}</dt>
        <dd className="font-semibold">{texts.requestKind[status.requestKind]}</dd>
      </div>
    </dl>
  )
}

function AppointmentLine({ status }: { status: CitizenStatus }) {
  const texts = useTexts()
  const { when, text } = useFormat()
  const { appointment } = status
  const standing = standingOf(status, today())
  return (
    <section aria-labelledby="appointment" className="flex flex-col gap-3">
      <h2 id="appointment" className="font-extrabold">
        {texts.status.appointment}
      </h2>
      {appointment ? (
        <p>
          {when(appointment.date, appointment.slot)}
          {texts.shell.comma}
          {text(appointment.office.name)} ·{' '}
          <strong className="font-semibold">{texts.state[appointment.state]}</strong>
        </p>
      ) : (
        <p className="text-second">{texts.status.noAppointment}</p>
      )}
      {(standing === 'live' || standing === 'free') && (
        <Button variant="primary" className="self-start" onClick={() => goTo('booking')}>
          {standing === 'live' ? texts.status.open : texts.status.book}
        </Button>
      )}
    </section>
  )
}
