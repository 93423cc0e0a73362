import { useTranslation } from 'react-i18next'
import type { CitizenAppointment } from '#shared/contract/citizen.ts'
import { useFormat } from '../../app/format.ts'
import { StateChip } from '../../design/state-chip.tsx'

/** When and where, the way it is told to the citizen. */
export function AppointmentFacts({
  appointment,
  withBring = false,
}: {
  appointment: CitizenAppointment
  /** Also what has to be brought. */
  withBring?: boolean
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { date, slot, state, office, bring } = appointment
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <strong className="text-lead font-extrabold text-ink">
          {t('citizenServices.when', { date: format.date(date, 'full'), time: format.time(slot) })}
        </strong>
        <StateChip state={state} />
      </p>
      <p className="mt-1 text-body text-ink">{format.withCodes(office.name)}</p>
      <p className="text-small text-second">{format.withCodes(office.address)}</p>
      {withBring && (
        <section className="mt-4 text-start">
          <h4 className="text-small font-semibold text-second">{t('citizenServices.bring')}</h4>
          {bring.length === 0 ? (
            <p className="text-body text-second">{t('citizenServices.bringNone')}</p>
          ) : (
            <ul className="mt-1 list-disc ps-5 text-body text-ink marker:text-third">
              {bring.map(({ key, title }) => (
                <li key={key}>{format.text(title)}</li>
              ))}
            </ul>
          )}
        </section>
      )}
    </div>
  )
}
