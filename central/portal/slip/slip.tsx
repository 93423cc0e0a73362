import type { ReactNode } from 'react'
import type { CitizenAppointment, Credentials } from '#shared/contract/citizen.ts'
import { useFormat } from '../app/format.ts'
import { useLanguage, useTexts } from '../app/texts.ts'
import { Code } from '../design/code.tsx'
import { QrCode } from './qr-code.tsx'

/** The appointment slip: the same sheet on the screen and on paper (A5, or the upper half of A4). */
export function Slip({
  appointment,
  credentials,
}: {
  appointment: CitizenAppointment
  credentials: Credentials
}) {
  const { slip, bring, requestKind } = useTexts()
  const language = useLanguage()
  const { text, date, time } = useFormat()
  const { office } = appointment
  return (
    <article
      aria-labelledby="slip-title"
      className="flex flex-col gap-4 rounded-l border border-line bg-surface px-4 py-5 sm:px-6 print:gap-3 print:rounded-none print:border-0 print:p-0"
    >
      <header className="flex flex-col gap-1 border-b border-line pb-4 print:pb-3">
        <h2 id="slip-title" className="font-semibold text-second">
          {slip.title}
        </h2>
        <p className="text-name font-extrabold">{date(appointment.date)}</p>
        <p className="text-name font-extrabold text-accent">{time(appointment.slot)}</p>
      </header>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-4">
        <dl className="grid min-w-56 flex-1 gap-3 print:gap-2">
          <Line name={slip.office}>{text(office.name)}</Line>
          <Line name={slip.address}>{text(office.address)}</Line>
          <Line name={slip.nationalCode}>
            <Code value={credentials.nationalCode} />
          </Line>
          <Line name={slip.trackingCode}>
            <Code value={credentials.trackingCode} />
          </Line>
          <Line name={slip.requestKind}>{requestKind[appointment.requestKind]}</Line>
        </dl>
        <figure className="mx-auto flex w-36 flex-col items-center gap-1">
          <QrCode value={credentials.trackingCode} label={slip.scan} />
          <figcaption aria-hidden className="text-center text-small text-second">
            {slip.scan}
          </figcaption>
        </figure>
      </div>
      <section aria-labelledby="slip-bring" className="border-t border-line pt-4 print:pt-3">
        <h3 id="slip-bring" className="pb-1 font-extrabold">
          {slip.bring}
        </h3>
        <ul>
          {appointment.bring.map(({ key, title }) => (
            <li key={key} className="flex items-center gap-2.5">
              <span aria-hidden className="size-3.5 shrink-0 rounded-[3px] border border-second" />
              {title[language]}
            </li>
          ))}
        </ul>
      </section>
      <p className="text-body text-second">
        {bring.inPerson} {bring.missed}
      </p>
    </article>
  )
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-body text-second">{name}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  )
}
