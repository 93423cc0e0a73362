import { useTranslation } from 'react-i18next'
import { useOffice } from '../stores/office.ts'

/** In the frame of every place, so that nobody takes made-up people for real ones. Nothing in an office at work. */
export function DemonstrationMark() {
  const { t } = useTranslation()
  const isDemonstration = useOffice((store) => store.profile?.demonstrationPassword !== undefined)
  if (!isDemonstration) return null
  return (
    <p className="-mt-2 mb-2 rounded-s bg-incomplete px-1.5 pb-px text-label font-semibold text-paper">
      <span aria-hidden>{t('demonstration.mark')}</span>
      <span className="sr-only">{t('demonstration.explanation')}</span>
    </p>
  )
}
