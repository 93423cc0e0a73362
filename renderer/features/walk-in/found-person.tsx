import { Volume2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { groupMobile } from '#shared/domain/mobile.ts'
import { groupNationalCode } from '#shared/domain/national-code.ts'
import { remedies } from '#shared/help/remedies.ts'
import { useFormat } from '../../app/format.ts'
import { Code } from '../../design/code.tsx'
import { ProblemNote } from '../../design/error-state.tsx'
import { HelpLink } from '../../design/help-link.tsx'
import type { Registered } from './use-admission.ts'

/** Who the central system says it is, large, because it is read aloud; and what stands in the way. */
export function FoundPerson({ finding }: { finding: Registered }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { applicant, requestKind, appointment, refusal } = finding
  return (
    <section aria-label={t('applicant.identity')} className="flex flex-col gap-3">
      <div className="rounded-l border border-line bg-paper px-5 pt-3.5 pb-4">
        <h3 className="text-name font-extrabold text-balance text-ink">
          {applicant.firstName} {applicant.lastName}
        </h3>
        <dl className="mt-2.5 flex flex-wrap gap-x-7 gap-y-2">
          <Fact name={t('walkIn.field.fatherName')}>{applicant.fatherName}</Fact>
          <Fact name={t('walkIn.field.birthDate')}>{format.date(applicant.birthDate, 'long')}</Fact>
          <Fact name={t('walkIn.field.nationalCode')}>
            <Code value={groupNationalCode(applicant.nationalCode)} />
          </Fact>
          {applicant.mobile !== null && (
            <Fact name={t('walkIn.field.mobile')}>
              <Code value={groupMobile(applicant.mobile)} />
            </Fact>
          )}
          <Fact name={t('walkIn.field.requestKind')}>{t(`requestKind.${requestKind}`)}</Fact>
        </dl>
        {refusal === null && (
          <p className="mt-3 flex items-center gap-2 text-small text-second">
            <Volume2 size={15} aria-hidden className="shrink-0" />
            {t('walkIn.readAloud')}
          </p>
        )}
      </div>
      {refusal &&
        (refusal.code === 'transition_not_allowed' ? (
          <p role="alert" className="rounded-m bg-no-show-soft px-3 py-2.5 text-small text-no-show">
            <strong className="font-semibold">{t('walkIn.served')}</strong> {t('walkIn.servedTodo')}{' '}
            <HelpLink to={remedies.refusal[refusal.code]} />
          </p>
        ) : (
          <ProblemNote problem={{ kind: 'refused', refusal: refusalOf(refusal) }} />
        ))}
      {refusal?.code === 'already_booked' && appointment && (
        <p className="text-body text-ink">
          {t('walkIn.appointmentAt', {
            office: format.withCodes(appointment.office.name),
            date: format.date(appointment.date, 'full'),
            time: format.time(appointment.slot),
          })}
        </p>
      )}
    </section>
  )
}

/** The refusal with absent details left out. */
function refusalOf(refusal: NonNullable<Registered['refusal']>) {
  const { code, bookableFrom, date } = refusal
  return { code, ...(bookableFrom && { bookableFrom }), ...(date && { date }) }
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-label text-second">{name}</dt>
      <dd className="text-body font-semibold text-ink">{children}</dd>
    </div>
  )
}
