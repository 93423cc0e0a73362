import { ProgressBar } from 'react-aria-components'
import { useTranslation } from 'react-i18next'

/**
 * Inside a button that is pending: what React Aria reads out for it. Without one it announces an element that is not
 * there.
 */
export function PendingMark() {
  const { t } = useTranslation()
  return <ProgressBar isIndeterminate aria-label={t('common.working')} className="sr-only" />
}
