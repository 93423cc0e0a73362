import { CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Credentials } from '#shared/contract/citizen.ts'
import { groupNationalCode } from '#shared/domain/national-code.ts'
import { Code } from '../../design/code.tsx'

/** A tracking code to be read aloud and written down: the largest thing on the screen. */
export function TrackingCodeCard({
  title,
  owner,
  credentials,
  children,
  actions,
}: {
  title: string
  /** Whose code it is. */
  owner: string
  credentials: Credentials
  children: ReactNode
  actions: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <section aria-label={title} className="mx-auto mt-6 flex max-w-[560px] flex-col items-center text-center">
      <CircleCheck aria-hidden className="size-9 stroke-[1.5] text-served" />
      <h3 role="status" className="mt-2 text-lead font-extrabold text-ink">
        {title}
      </h3>
      <p className="mt-5 text-body text-second">{owner}</p>
      <p
        data-tracking-code
        className="mt-1 w-full rounded-l border border-line bg-paper px-6 py-5 text-[2.5rem] leading-[3.25rem] font-extrabold tracking-[0.08em] text-accent select-all"
      >
        <Code value={credentials.trackingCode} />
      </p>
      <p className="mt-2 text-small text-second">
        {t('citizenServices.nationalCode')}: <Code value={groupNationalCode(credentials.nationalCode)} />
      </p>
      <div className="mt-4 text-body text-ink">{children}</div>
      <div className="mt-6 flex flex-wrap justify-center gap-2">{actions}</div>
    </section>
  )
}
