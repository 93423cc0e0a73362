import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { groupNationalCode } from '#shared/domain/national-code.ts'
import { Code } from '../../design/code.tsx'
import type { Person } from './services-store.ts'
import { useStageWord } from './stage-timeline.tsx'

/** Whom the service is for, as far as the central system tells a counter. */
export function PersonHeading({ person, actions }: { person: Person; actions?: ReactNode }) {
  const { t } = useTranslation()
  const wordOf = useStageWord()
  const { credentials, status } = person
  return (
    <header className="mb-4 flex items-start gap-4 border-b border-line pb-3">
      <div className="me-auto min-w-0">
        <h3 className="text-name font-extrabold text-balance text-ink">{status.firstName}</h3>
        <dl className="mt-1 flex flex-wrap gap-x-6 gap-y-1 text-small">
          <Fact name={t('citizenServices.nationalCode')}>
            <Code value={groupNationalCode(credentials.nationalCode)} />
          </Fact>
          <Fact name={t('citizenServices.trackingCode')}>
            <Code value={credentials.trackingCode} />
          </Fact>
          <Fact name={t('citizenServices.field.requestKind')}>{t(`requestKind.${status.requestKind}`)}</Fact>
          <Fact name={t('citizenServices.stageNow')}>
            <bdi>{wordOf(status.stage)}</bdi>
          </Fact>
        </dl>
      </div>
      {actions}
    </header>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-second">{name}:</dt>
      <dd className="font-semibold text-ink">{children}</dd>
    </div>
  )
}
