import { UserRoundPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useShortcuts } from '../../app/shortcuts.ts'
import { Button } from '../../design/button.tsx'
import { useHasRole } from '../../stores/session.ts'
import { forgetAnswer, useSearch } from '../search/search-store.ts'
import { openWalkIn } from './walk-in-store.ts'

export const WALK_IN_KEY = 'F4'

/** With the code that was just scanned and that nobody has here, where there is one. */
function openFromHere(): void {
  const { answer } = useSearch.getState()
  forgetAnswer()
  openWalkIn(answer?.kind === 'none' ? answer.code : null)
}

/** Whether the person at this screen may take somebody in. */
export function useMayAdmit(): boolean {
  const reception = useHasRole('reception')
  const supervisor = useHasRole('supervisor')
  return reception || supervisor
}

/** Begins the admission of somebody without an appointment, from the day's list. */
export function WalkInButton() {
  const { t } = useTranslation()
  useShortcuts([{ keys: WALK_IN_KEY, label: t('walkIn.shortcut'), group: 'inDay', run: openFromHere }])
  return (
    <Button
      size="s"
      variant="quiet"
      className="h-7"
      icon={<UserRoundPlus size={14} aria-hidden />}
      shortcut={WALK_IN_KEY}
      onPress={openFromHere}
    >
      {t('walkIn.button')}
    </Button>
  )
}
