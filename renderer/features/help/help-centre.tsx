import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcuts } from '../../app/shortcuts.ts'
import { Dialog } from '../../design/dialog.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { closeHelp, openHelpAt, useHelp } from '../../stores/help.ts'
import { helpHere } from './where.ts'

// The pages come with the application, but not with its start.
const HelpBody = lazy(() => import('./help-body.tsx'))

/** `F1` opens the page for where one is, from every screen and out of every dialog; the focus comes back. */
export function HelpCentre() {
  const { t } = useTranslation()
  const open = useHelp((store) => store.open)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F1' || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      event.stopPropagation()
      // Behind the lock nothing is shown.
      if (document.documentElement.hasAttribute('data-locked') || useHelp.getState().open !== null) return
      openHelpAt(helpHere())
    }
    // Before any dialog keeps the key for itself.
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [])
  useShortcuts([
    // For the sheet on `?` and the palette; the key itself is caught above, in dialogs too.
    { keys: 'F1', label: t('help.here'), group: 'everywhere', run: () => openHelpAt(helpHere()) },
  ])
  return (
    <Dialog isOpen={open !== null} onClose={closeHelp} title={t('help.title')} width="xl" help={null}>
      <Suspense fallback={<Skeleton className="h-96 w-full" />}>{open && <HelpBody open={open} />}</Suspense>
    </Dialog>
  )
}
