import { useTranslation } from 'react-i18next'
import type { AppointmentState } from '#shared/domain/state.ts'
import { stateLook } from './state-look.ts'

/** The state of an appointment: icon and word, never colour alone. */
export function StateChip({ state, className = '' }: { state: AppointmentState; className?: string }) {
  const { t } = useTranslation()
  const look = stateLook[state]
  const Icon = look.icon
  return (
    <span
      data-state={state}
      className={`inline-flex h-5 items-center gap-1.5 rounded-full px-2.5 text-label font-semibold whitespace-nowrap ${look.chip} ${className}`}
    >
      <Icon size={12} strokeWidth={2.25} aria-hidden />
      {t(`state.${state}`)}
    </span>
  )
}
