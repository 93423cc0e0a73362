import { useTranslation } from 'react-i18next'
import type { HelpPlace } from '#shared/help/pages.ts'
import { openHelpAt } from '../stores/help.ts'

/** «چه باید کرد؟»: from what went wrong to the section of the help that says what to do. */
export function HelpLink({ to, className = '' }: { to: HelpPlace; className?: string }) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      data-help={to}
      onClick={() => openHelpAt(to)}
      className={`rounded-s font-semibold underline underline-offset-2 outline-none focus-visible:focus-ring ${className}`}
    >
      {t('help.remedy')}
    </button>
  )
}
